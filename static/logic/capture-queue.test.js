import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as queue from './capture-queue.js';

const hash = 'a'.repeat(64);
const photo = (more = {}) =>
  queue.waiting({ id: 'one', sha256: hash, size: 100, capturedAt: '2026-11-22T08:00:00Z', ...more });

test('a photo is stored only when the server names our hash and a receipt', () => {
  const stored = queue.acknowledged(photo(), { sha256: hash, receipt: 'r', meaning: 'cocok' }, 5);
  assert.equal(stored.state, 'stored');
  assert.equal(queue.mayForget(stored), true);
  const other = { sha256: 'b'.repeat(64), receipt: 'r' };
  for (const answer of [null, {}, { sha256: hash }, { receipt: 'r' }, other]) {
    const kept = queue.acknowledged(photo(), answer, 5);
    assert.equal(kept.state, 'waiting', JSON.stringify(answer));
    assert.equal(queue.mayForget(kept), false);
  }
});

test('what failed waits longer each time, up to five minutes, and is never forgotten', () => {
  let item = photo();
  const waits = [];
  for (let round = 0; round < 12; round += 1) {
    item = queue.failed(item, 0);
    waits.push(item.nextAt);
    assert.equal(queue.mayForget(item), false);
  }
  assert.deepEqual(waits.slice(0, 3), [2000, 4000, 8000]);
  assert.equal(Math.max(...waits), 300_000);
  assert.equal(queue.again(item).nextAt, 0);
});

test('the oldest photo whose time has come goes first; refused and stored ones never', () => {
  const items = [
    photo({ id: 'late', capturedAt: '2026-11-22T09:00:00Z' }),
    photo({ id: 'early' }),
    { ...photo({ id: 'not yet' }), nextAt: 50 },
    queue.refused(photo({ id: 'refused' }), 'PNG'),
    queue.acknowledged(photo({ id: 'stored' }), { sha256: hash, receipt: 'r' }, 1),
  ];
  assert.equal(queue.next(items, 10).id, 'early');
  assert.equal(queue.next(items.slice(2), 10), undefined);
  assert.equal(queue.next(items.slice(2), 60).id, 'not yet');
  assert.equal(queue.wakeAt(items.slice(2)), 50);
  assert.equal(queue.wakeAt(items.slice(3)), null);
  assert.deepEqual(queue.counts(items), { waiting: 3, stored: 1, refused: 1 });
});

test('a stored photo is not sent again by hand; a refused one is', () => {
  const stored = queue.acknowledged(photo(), { sha256: hash, receipt: 'r' }, 1);
  assert.equal(queue.again(stored).state, 'stored');
  assert.equal(queue.again(queue.refused(photo(), 'x')).state, 'waiting');
});

test('only answers that will not change end the tries', () => {
  assert.deepEqual([400, 404, 410, 415, 422].map(queue.isFinal), Array(5).fill(true));
  assert.deepEqual([0, 200, 401, 408, 409, 429, 500, 503].map(queue.isFinal), Array(8).fill(false));
});

test('a set takes twenty photos of one stage and note within half an hour', () => {
  const set = { count: 19, startedAt: 0, stage: 50, note: '' };
  assert.equal(queue.belongs(set, { stage: 50, note: '' }, 1000), true);
  assert.equal(queue.belongs({ ...set, count: 20 }, { stage: 50, note: '' }, 1000), false);
  assert.equal(queue.belongs(set, { stage: 100, note: '' }, 1000), false);
  assert.equal(queue.belongs(set, { stage: 50, note: 'x' }, 1000), false);
  assert.equal(queue.belongs(set, { stage: 50, note: '' }, 1_800_000), false);
  assert.equal(queue.belongs(null, { stage: 50, note: '' }, 0), false);
});

test('a position counts for the shutter within a minute, never an older one', () => {
  const fix = { latitude: -8.3, longitude: 114.3, accuracy: 8, at: 100_000 };
  assert.equal(queue.placeAt(fix, 130_000, 'n').nonce, 'n');
  assert.equal(queue.placeAt(fix, 130_000).nonce, null);
  assert.equal(queue.placeAt(fix, 160_001), null);
  assert.equal(queue.placeAt(null, 0), null);
  assert.match(queue.dayOf(new Date(2026, 0, 5)), /^2026-01-05$/);
});
