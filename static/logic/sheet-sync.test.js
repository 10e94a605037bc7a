// Goal: nothing typed is lost or saved twice, nobody's work is overwritten unseen. Run: node --test
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './sheet.js';
import { changes, meet, pause, plan, refused, saved, start } from './sheet-sync.js';

const row = (activity, text, price = '1') => [activity, '5.3.5.01', 'DDS', '01', text, '1', 'ls', price];
const activityOfRow = (rows) => (index) => rows[index][0];
const planned = (state, rows, id = 'one') => plan(state, read(rows), activityOfRow(rows), () => id);

test('only changed activities go out, under one id until they are answered', () => {
  const old = [row('2.3.10', 'a'), row('2.3.11', 'b')];
  const begun = start(4, read(old).lines);
  assert.equal(planned(begun, old).request, null);
  const next = [row('2.3.10', 'a'), row('2.3.11', 'c')];
  const { state, request } = planned(begun, next);
  assert.deepEqual([request.id, request.revision, request.activities], ['one', 4, ['2.3.11']]);
  assert.equal(request.lines.length, 1);
  const later = [row('2.3.10', 'x'), row('2.3.11', 'c')];
  assert.equal(planned(state, later, 'two').request, request, 'a lost answer is asked for again, unchanged');
  const done = saved(state, 5);
  const after = planned(done, later, 'two').request;
  assert.deepEqual([after.id, after.revision, after.activities], ['two', 5, ['2.3.10']]);
});

test('an activity that lost all its rows is emptied', () => {
  const begun = start(1, read([row('2.3.10', 'a')]).lines);
  const { state, request } = planned(begun, []);
  assert.deepEqual([request.activities, request.lines], [['2.3.10'], []]);
  assert.deepEqual(saved(state, 2).base, {});
});

test('an activity with a fault waits, and so does one that a misplaced row may have left', () => {
  const begun = start(1, read([row('2.3.10', 'a'), row('2.3.11', 'b')]).lines);
  const faulty = [row('2.3.10', 'a', 'x'), row('2.3.11', 'c')];
  assert.deepEqual(
    changes(begun, read(faulty), activityOfRow(faulty)), { ready: ['2.3.11'], waiting: ['2.3.10'] },
  );
  const lost = [row('2.3.10', 'a'), row('??', 'b')];
  const found = changes(begun, read(lost), activityOfRow(lost));
  assert.deepEqual([found.ready, found.waiting], [[], ['2.3.11']]);
});

test('a refused request is forgotten, the change is not', () => {
  const begun = start(1, new Map());
  const { state } = planned(begun, [row('2.3.10', 'a')]);
  assert.deepEqual(planned(refused(state), [row('2.3.10', 'a')], 'two').request.id, 'two');
});

test('where one side changed there is nothing to ask; where both did a person decides', () => {
  const base = [row('2.3.10', 'a'), row('2.3.11', 'b'), row('2.3.12', 'c')];
  const theirs = [row('2.3.10', 'a'), row('2.3.11', 'B'), row('2.3.12', 'C')];
  const mine = [row('2.3.10', 'A'), row('2.3.11', 'b'), row('2.3.12', 'K')];
  const begun = start(1, read(base).lines);
  const { state, conflicts, taken } = meet(begun, 7, read(theirs).lines, read(mine).lines);
  assert.deepEqual([state.revision, conflicts, taken], [7, ['2.3.12'], ['2.3.11']]);
  const same = meet(begun, 7, read(mine).lines, read(mine).lines);
  assert.deepEqual([same.conflicts, same.taken], [[], []], 'both wrote the same');
});

test('tries grow rarer, to half a minute', () => {
  assert.deepEqual([0, 1, 2, 9].map(pause), [1, 2, 5, 30]);
});
