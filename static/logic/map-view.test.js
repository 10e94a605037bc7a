import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOf, viewOf } from './map-view.js';

test('a view goes into the address and comes back', () => {
  const view = { zoom: 17, latitude: -8.47, longitude: 114.445 };
  assert.equal(hashOf(view), '#17/-8.47000/114.44500');
  assert.deepEqual(viewOf(hashOf(view)), view);
});

test('the corners of the earth are views, one step past them is none', () => {
  assert.deepEqual(viewOf('#19/90/-180'), { zoom: 19, latitude: 90, longitude: -180 });
  for (const hash of ['#20/0/0', '#19/90.1/0', '#19/0/-180.1']) assert.equal(viewOf(hash), null, hash);
});

test('anything else is no view', () => {
  const others = ['', '#', '#content', '#17/-8.47', '#1e9/0/0', '#17/-8,47/114', '#17/ 8/1', '#17/8/1/2'];
  for (const hash of others) {
    assert.equal(viewOf(hash), null, hash);
  }
});
