import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedRing, drawingOf, shapeText } from './drawing.js';

test('a point needs one click, a line two, an area three', () => {
  assert.equal(shapeText('Point', []), '');
  assert.equal(shapeText('Point', [[1, 2]]), '{"type":"Point","coordinates":[1,2]}');
  assert.equal(shapeText('LineString', [[1, 2]]), '');
  const line = '{"type":"LineString","coordinates":[[1,2],[3,4]]}';
  assert.equal(shapeText('LineString', [[1, 2], [3, 4]]), line);
  assert.equal(shapeText('Polygon', [[0, 0], [1, 0]]), '');
  const area = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}';
  assert.equal(shapeText('Polygon', [[0, 0], [1, 0], [1, 1]]), area);
});

test('a ring ends where it began, and an empty one stays empty', () => {
  assert.deepEqual(closedRing([[1, 1], [2, 2]]), [[1, 1], [2, 2], [1, 1]]);
  assert.deepEqual(closedRing([]), []);
});

test('what is no geometry is none', () => {
  for (const text of ['', '{', '12', 'null', '"Point"', '{}']) assert.equal(drawingOf(text), null);
  assert.deepEqual(drawingOf('{"type":"Point","coordinates":[1,2]}'), { type: 'Point', coordinates: [1, 2] });
});
