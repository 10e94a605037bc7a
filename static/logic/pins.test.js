import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pinOf } from './pins.js';

test('each state has its own letter, and a warning comes first', () => {
  const letters = ['planned', 'running', 'done', 'cancelled'].map((state) => pinOf({ state }).letter);
  assert.equal(new Set(letters).size, 4);
  assert.equal(pinOf({ state: 'done', severity: 1 }).letter, 'S');
  assert.equal(pinOf({ state: 'done', severity: 2 }).letter, '!');
  assert.equal(pinOf({ state: 'running', severity: 3 }).letter, '!');
});

test('an unknown state looks planned', () => assert.equal(pinOf({ state: 'x' }).letter, 'R'));
