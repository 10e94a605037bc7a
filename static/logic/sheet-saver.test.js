// Goal: whatever the line does, what was typed reaches the server once. Run: node --test static/logic
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Saver, Store, withTaken } from './sheet-saver.js';
import { COLUMNS, read } from './sheet.js';

const row = (text, activity = '2.3.10') => [activity, '5.3.5.01', 'DDS', '01', text, '1', 'ls', '1'];
const options = { columns: COLUMNS, activity: null, lists: {} };

class Memory {
  values = new Map();
  getItem(key) { return this.values.get(key) ?? null; }
  setItem(key, value) { this.values.set(key, value); }
  removeItem(key) { this.values.delete(key); }
}

// A server that keeps what it took by its id, and a line that can be cut before or after the server.
function scene(rows) {
  const world = {
    revision: 1, lines: read(rows, options).lines, kept: new Map(), told: [], effects: 0, cut: '', taken: [],
  };
  const memory = new Memory();
  let number = 0;
  world.memory = memory;
  world.send = async (request) => {
    if (world.cut === 'before') throw new Error('down');
    if (world.answer) return world.answer;
    if (!world.kept.has(request.id)) {
      const stale = { status: 409, body: { type: '/problems/stale-revision' } };
      if (request.revision !== world.revision) return stale;
      world.revision += 1;
      world.effects += 1;
      for (const code of request.activities) {
        world.lines.set(code, request.lines.filter((line) => line.activity === code));
      }
      world.kept.set(request.id, world.revision);
    }
    if (world.cut === 'after') throw new Error('lost');
    return { status: 200, body: { revision: world.kept.get(request.id) } };
  };
  world.open = (own) => {
    const saver = new Saver({
      send: world.send, store: new Store(memory, 'k'), newID: () => `id-${number += 1}`,
      fetchLines: async () => ({ revision: world.revision, lines: [...world.lines.values()].flat() }),
      later: (run) => { world.later = run; }, tell: (name, facts) => world.told.push([name, facts]),
      take: (codes, theirs) => {
        world.taken.push(...codes);
        saver.update(withTaken(saver.rows, codes, theirs, options));
      },
    }, options, world.revision, own);
    return saver;
  };
  return world;
}

const texts = (world, code = '2.3.10') => (
  (world.lines.get(code) ?? []).flatMap((line) => line.rab.map((item) => item.description))
);

test('an edit goes out and the device forgets it once it is answered', async () => {
  const world = scene([row('a')]);
  const saver = world.open([row('a')]);
  saver.edited([row('b')]);
  assert.equal(world.memory.values.size, 1, 'kept before it is sent');
  await saver.flush();
  assert.deepEqual(texts(world), ['b']);
  assert.equal(world.memory.values.size, 0);
  assert.equal(world.told.at(-1)[0], 'saved');
});

test('the line drops before the server, the window closes, and the work goes on later', async () => {
  const world = scene([row('a')]);
  const saver = world.open([row('a')]);
  world.cut = 'before';
  saver.edited([row('b'), row('c')]);
  await saver.flush();
  assert.equal(world.told.at(-1)[0], 'offline');
  world.cut = '';
  const again = world.open([row('a')]);
  assert.deepEqual(again.restore().map((one) => one[4]), ['b', 'c']);
  await again.flush();
  assert.deepEqual(texts(world), ['b', 'c']);
  assert.equal(world.memory.values.size, 0);
});

test('an answer that gets lost is asked for again and done once', async () => {
  const world = scene([row('a')]);
  const saver = world.open([row('a')]);
  world.cut = 'after';
  saver.edited([row('b')]);
  await saver.flush();
  saver.edited([row('c')]);
  world.cut = '';
  await saver.flush();
  assert.deepEqual(texts(world), ['c']);
  assert.equal(world.effects, 2, 'b once, c once');
});

test('another person\'s change elsewhere is taken in, without a question', async () => {
  const world = scene([row('a'), row('x', '2.3.11')]);
  const saver = world.open([row('a'), row('x', '2.3.11')]);
  world.lines.set('2.3.11', read([row('y', '2.3.11')], options).lines.get('2.3.11'));
  world.revision = 9;
  saver.edited([row('b'), row('x', '2.3.11')]);
  await saver.flush();
  assert.deepEqual([texts(world), texts(world, '2.3.11')], [['b'], ['y']]);
  assert.deepEqual(world.taken, ['2.3.11']);
});

test('two changes of one activity wait for a person, who may choose either', async () => {
  for (const [choice, expected] of [['mine', ['b']], ['theirs', ['y']]]) {
    const world = scene([row('a')]);
    const saver = world.open([row('a')]);
    world.lines.set('2.3.10', read([row('y')], options).lines.get('2.3.10'));
    world.revision = 9;
    saver.edited([row('b')]);
    await saver.flush();
    assert.equal(world.told.at(-1)[0], 'conflict');
    await saver.flush();
    assert.deepEqual(texts(world), ['y'], 'nothing is overwritten meanwhile');
    await saver.decide(choice);
    assert.deepEqual(texts(world), expected);
    assert.equal(world.told.at(-1)[0], 'saved');
  }
});

test('a refusal is told and what was typed stays on the device', async () => {
  const world = scene([row('a')]);
  const saver = world.open([row('a')]);
  world.answer = { status: 409, body: { type: '/problems/wrong-state', detail: 'sudah diajukan' } };
  saver.edited([row('b')]);
  await saver.flush();
  assert.deepEqual(world.told.at(-1), ['refused', { detail: 'sudah diajukan' }]);
  assert.equal(world.memory.values.size, 1);
  world.answer = { status: 401, body: {} };
  await saver.flush();
  assert.equal(world.told.at(-1)[0], 'signed-out');
});

test('rows of a file wait for an explicit save', async () => {
  const world = scene([row('a')]);
  const saver = world.open([row('a')]);
  await saver.hold([row('from a file')]);
  saver.edited([row('from a file, mended')]);
  await saver.flush();
  assert.deepEqual(texts(world), ['a']);
  await saver.save();
  assert.deepEqual(texts(world), ['from a file, mended']);
});

test('a browser that keeps nothing is no reason to stop', async () => {
  const store = new Store({ getItem() { throw new Error(); }, setItem() { throw new Error(); } }, 'k');
  assert.equal(store.load(), null);
  store.save({});
  store.clear();
  assert.equal(store.hasFailed, true);
});
