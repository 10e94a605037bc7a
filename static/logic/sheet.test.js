// Goal: a sheet understands what people type and paste, and every step can be undone. Run: node --test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accountCode, activityCode, balance, canonical, COLUMNS, isBlank, NO_ACTIVITY, read, rowsOf, Sheet,
  understand,
} from './sheet.js';

const lists = {
  account: new Map([['5.3.5.01', 'Jalan'], ['4.2.1.01', 'DD']]), fund: new Map([['DDS', 'DD']]),
};
const good = ['2.3.10', '5.3.5.01', 'DDS', '01', 'Semen', '2,5', 'zak', '70.000'];
const income = ['', '4.2.1.01', 'DDS', '', 'Dana Desa', '1', 'tahun', '175.000'];
const codesOf = (rows, options = {}) => Object.fromEntries(read(rows, { lists, ...options }).faults);

test('codes are read as other programs spell them', () => {
  assert.equal(activityCode('02.03.10.'), '2.3.10');
  assert.equal(activityCode('2.3.1'), '2.3.01');
  assert.equal(activityCode('00.00.00.'), NO_ACTIVITY);
  const none = ['2.3', '2.3.100', 'a.b.c', '2..1', '2.3.10.1'];
  for (const text of none) assert.equal(activityCode(text), null, text);
  assert.equal(accountCode('5.3.5.1.'), '5.3.5.01');
  for (const text of ['5.3.5', '5.3.5.001', '5.3.5.01.01', 'x']) assert.equal(accountCode(text), null, text);
});

test('a cell shows what was understood, and says why it was not', () => {
  assert.deepEqual(understand('price', '12345'), { text: '12.345' });
  assert.deepEqual(understand('price', ' Rp 12.345,50 '), { text: '12.345,50' });
  assert.deepEqual(understand('price', '1,234,567.89'), { text: '1,234,567.89', error: 'english' });
  assert.deepEqual(understand('price', '12.34'), { text: '12.34', error: 'english' });
  assert.deepEqual(understand('price', '-5'), { text: '-5', error: 'money' });
  assert.deepEqual(understand('volume', '1.234,50'), { text: '1.234,5' });
  assert.deepEqual(understand('volume', 'dua'), { text: 'dua', error: 'volume' });
  assert.deepEqual(understand('fund', 'dds', lists), { text: 'DDS' });
  assert.deepEqual(understand('fund', 'xyz', lists), { text: 'XYZ', error: 'fund' });
  assert.deepEqual(understand('account', '5.3.5.1', lists), { text: '5.3.5.01' });
  assert.deepEqual(understand('account', '5.9.9.99', lists).error, 'account');
  assert.deepEqual(understand('sub', '2'), { text: '02' });
  assert.deepEqual(understand('description', ' a\u00a0 b '), { text: 'a b' });
});

test('rows become lines of their activities, with totals', () => {
  const sand = [...good.slice(0, 4), 'Pasir', '1', 'm3', '100'];
  const { lines, faults, total, amounts } = read([good, sand, income], { lists });
  assert.equal(faults.size, 0);
  assert.deepEqual([...lines.keys()], ['2.3.10', NO_ACTIVITY]);
  assert.equal(lines.get('2.3.10').length, 1);
  assert.deepEqual(lines.get('2.3.10')[0].rab[0], {
    description: 'Semen', volume: '2.5', unit: 'zak', unitPriceSen: 7000000,
  });
  assert.deepEqual(amounts, [17500000n, 10000n, 17500000n]);
  assert.equal(total, 35010000n);
  assert.deepEqual([...balance(lines)], [['DDS', -10000n]]);
});

test('what is missing or does not fit is named at its cell', () => {
  const changed = (changes) => good.map((cell, at) => changes[COLUMNS[at]] ?? cell);
  const wrong = (changes) => codesOf([changed(changes)])[0];
  assert.equal(wrong({}), undefined);
  assert.deepEqual(wrong({ activity: '' }), { activity: 'missing' });
  assert.deepEqual(wrong({ activity: '0.0.00' }), { activity: 'mismatch' });
  assert.deepEqual(wrong({ account: '4.2.1.01' }), { activity: 'mismatch' });
  const two = { description: 'missing', price: 'english' };
  assert.deepEqual(wrong({ description: '', price: '1,234.5' }), two);
  assert.deepEqual(wrong({ description: '', volume: '', unit: '', price: '' }), undefined, 'a line of zero');
  assert.deepEqual(codesOf([good.slice(1)], { columns: COLUMNS.slice(1), activity: '2.3.10' }), {});
});

test('every edit is one step to undo and redo', () => {
  const sheet = new Sheet([good], COLUMNS, lists);
  assert.equal(sheet.set([{ row: 0, column: 7, text: '80000' }]), true);
  assert.equal(sheet.cell(0, 7), '80.000');
  assert.equal(sheet.set([{ row: 0, column: 7, text: '80.000' }]), false, 'no step for nothing');
  sheet.deleteRows(0, 0);
  assert.equal(sheet.rows.length, 0);
  sheet.undo();
  sheet.undo();
  assert.deepEqual(sheet.rows, [good]);
  assert.equal(sheet.undo(), false);
  sheet.redo();
  assert.equal(sheet.cell(0, 7), '80.000');
  sheet.insertRows(0);
  assert.ok(isBlank(sheet.rows[0]));
  assert.equal(sheet.redo(), false, 'a new step ends the way forward');
});

test('500 rows of a spreadsheet are pasted in one step', () => {
  const line = (_, n) => `2.3.10\t5.3.5.1\tdds\t1\tBaris ${n}\t2,5\tzak\t12.345`;
  const table = Array.from({ length: 500 }, line).join('\r\n');
  const sheet = new Sheet([], COLUMNS, lists);
  sheet.paste({ top: 0, left: 0, bottom: 0, right: 0 }, table);
  assert.equal(sheet.rows.length, 500);
  const { faults, total } = read(sheet.rows, { lists });
  assert.equal(faults.size, 0);
  assert.equal(total, 500n * 3086300n, '2,5 × 12.345 = 30.862,5, half up');
  sheet.undo();
  assert.equal(sheet.rows.length, 0);
});

test('a range is copied as a spreadsheet pastes it, and one cell fills a range', () => {
  const sheet = new Sheet([good, income], COLUMNS, lists);
  assert.equal(sheet.copy({ top: 0, left: 1, bottom: 1, right: 2 }), '5.3.5.01\tDDS\n4.2.1.01\tDDS');
  sheet.set([{ row: 0, column: 4, text: 'Pipa 3"' }]);
  assert.equal(sheet.copy({ top: 0, left: 4, bottom: 0, right: 4 }), '"Pipa 3"""');
  sheet.paste({ top: 0, left: 6, bottom: 1, right: 6 }, 'm3\n');
  assert.deepEqual([sheet.cell(0, 6), sheet.cell(1, 6)], ['m3', 'm3']);
  sheet.clear({ top: 0, left: 6, bottom: 1, right: 7 });
  assert.deepEqual(sheet.rows.map((row) => row.slice(6)), [['', ''], ['', '']]);
});

test('stored lines give the rows that give the same lines', () => {
  const { lines } = read([good, income], { lists });
  const rows = rowsOf([...lines.values()].flat());
  const again = read(rows, { lists }).lines;
  for (const [code, own] of lines) assert.equal(canonical(again.get(code)), canonical(own));
});
