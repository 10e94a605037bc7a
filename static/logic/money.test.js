// Goal: the browser reads and rounds money exactly as the server does. Run: node --test static/logic
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  amountSen, formatRupiah, formatVolume, MoneyError, parseRupiah, parseTable, parseVolume, totals,
} from './money.js';

test('amounts are read as Indonesians write them', () => {
  for (const [text, sen] of [
    ['0', 0n], ['12.345', 1234500n], ['12345', 1234500n], ['12.345,67', 1234567n],
    ['1.234.567,5', 123456750n],
    ['Rp 1.000', 100000n], ['Rp. 1.000', 100000n], ['-500', -50000n], [' 7 ', 700n],
  ]) assert.equal(parseRupiah(text), sen, text);
});

test('the English form and nonsense are refused, never guessed', () => {
  const wrong = ['1,234.56', '1,234,567.89', '12.34', '1.2345', '', 'abc', '1,234', '--1', '1.', ',5', '٥'];
  for (const text of wrong) {
    assert.throws(() => parseRupiah(text), new MoneyError('not-money'), text);
  }
});

test('volumes hold four decimals', () => {
  assert.equal(parseVolume('2,5'), 25000n);
  assert.equal(parseVolume('1.234,0001'), 12340001n);
  assert.throws(() => parseVolume('1,00001'));
});

test('amounts are written back with dots and a comma', () => {
  assert.equal(formatRupiah(1234567n), '12.345,67');
  assert.equal(formatRupiah(-100n), '-1,00');
  assert.equal(formatRupiah(100_000_000n, { short: true }), '1.000.000');
  assert.equal(formatRupiah(99n, { short: true }), '0,99');
  assert.equal(formatVolume(25000n), '2,5');
  assert.equal(formatVolume(12340001n), '1.234,0001');
});

test('an amount is rounded half up once, to whole rupiah', () => {
  assert.equal(amountSen(10000n, 100n), 100n);
  assert.equal(amountSen(5000n, 100n), 100n, '0,5 × Rp 1');
  assert.equal(amountSen(4999n, 100n), 0n, 'just below the half');
  assert.equal(amountSen(25000n, 3333333n), 8333300n, '2,5 × Rp 33.333,33');
  assert.throws(() => amountSen(10_000_000_000n, 100_000_000_000_000n), new MoneyError('not-money'));
});

test('a clipboard of a spreadsheet becomes rows and cells', () => {
  assert.deepEqual(parseTable('a\tb\r\nc\t\r\n'), [['a', 'b'], ['c', '']]);
  assert.deepEqual(parseTable('"x\ty ""z"""\t1'), [['x\ty "z"', '1']]);
  assert.deepEqual(parseTable(''), [['']]);
});

test('64 rows add up exactly, and wrong cells are named', () => {
  const rows = Array.from({ length: 64 }, () => ({ volume: '3', price: '198.866,22' }));
  const { total } = totals(rows);
  assert.equal(total, 64n * 59659900n);
  const mixed = [{ volume: 'x', price: '1,234.5' }, { volume: '', price: '' }, { volume: '1', price: '2' }];
  const { amounts } = totals(mixed);
  assert.deepEqual(amounts[0].errors, { volume: 'not-a-volume', price: 'not-money' });
  assert.equal(amounts[1].amount, null);
  assert.deepEqual(amounts[1].errors, {});
  assert.equal(amounts[2].amount, 200n);
});
