import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concerns } from './live.js';

test('a page of two works hears of them and of its flag, nothing else', () => {
  assert.equal(concerns({ kind: 'photo', work: 'a' }, ['a', 'b'], 'f'), true);
  assert.equal(concerns({ kind: 'photo', work: 'c' }, ['a', 'b'], 'f'), false);
  assert.equal(concerns({ kind: 'flag', work: 'c', flag: 'f' }, ['a', 'b'], 'f'), true);
});

test('a reset and a page that names nothing hear everything', () => {
  assert.equal(concerns({ kind: 'reset' }, ['a'], null), true);
  assert.equal(concerns({ kind: 'site', work: 'z' }, [], null), true);
});
