// A drawing as GeoJSON: pure, no DOM.

/** A ring that ends where it began. */
export function closedRing(points) {
  return points.length === 0 ? [] : [...points, points[0]];
}

/** The GeoJSON text of a drawing, or '' while it has too few points. */
export function shapeText(tool, points) {
  const text = (coordinates) => JSON.stringify({ type: tool, coordinates });
  if (tool === 'Point' && points.length === 1) return text(points[0]);
  if (tool === 'LineString' && points.length >= 2) return text(points);
  if (tool === 'Polygon' && points.length >= 3) return text([closedRing(points)]);
  return '';
}

/** The geometry in a text, or null for what is none. */
export function drawingOf(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === 'object' && typeof value.type === 'string' ? value : null;
  } catch {
    return null;
  }
}
