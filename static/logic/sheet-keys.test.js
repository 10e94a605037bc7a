// Goal: the keys of a spreadsheet mean what they mean there. Run: node --test static/logic
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command, editing } from './sheet-keys.js';

const named = (key, more = {}) => command({ key, ...more })?.name;

test('arrows move, shift extends, Enter and Tab go on', () => {
  assert.deepEqual(command({ key: 'ArrowDown' }), { name: 'move', by: [1, 0] });
  assert.deepEqual(command({ key: 'ArrowLeft', shiftKey: true }), { name: 'extend', by: [0, -1] });
  assert.deepEqual(command({ key: 'Enter' }), { name: 'move', by: [1, 0], grows: true });
  assert.deepEqual(command({ key: 'Tab', shiftKey: true }), { name: 'next', by: -1 });
});

test('a letter types, F2 edits, control keys command', () => {
  assert.deepEqual(command({ key: '7' }), { name: 'type', text: '7' });
  assert.equal(named('F2'), 'edit');
  assert.equal(named('z', { ctrlKey: true }), 'undo');
  assert.equal(named('Z', { metaKey: true, shiftKey: true }), 'redo');
  assert.equal(named('y', { ctrlKey: true }), 'redo');
  assert.equal(named('Enter', { ctrlKey: true }), 'insert');
  assert.equal(named('Delete', { ctrlKey: true }), 'remove');
  const own = ['c', 'v', 'x', 'p'];
  for (const key of own) assert.equal(named(key, { ctrlKey: true }), undefined, 'the browser\'s');
  for (const key of ['F5', 'Shift', 'Control']) assert.equal(named(key), undefined, key);
  assert.equal(named('x', { altKey: true }), undefined);
});

test('while editing only Enter, Tab and Escape leave the cell', () => {
  assert.deepEqual(editing({ key: 'Enter' }), { name: 'commit', by: [1, 0] });
  assert.deepEqual(editing({ key: 'Tab', shiftKey: true }), { name: 'commit', tab: -1 });
  assert.deepEqual(editing({ key: 'Escape' }), { name: 'cancel' });
  for (const key of ['ArrowLeft', 'a', 'Home', 'Delete']) assert.equal(editing({ key }), null, key);
});
