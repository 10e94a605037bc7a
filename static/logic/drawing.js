// A drawing as GeoJSON: pure, no DOM.

/** A ring that ends where it began. */
export function closedRing(points) {
  return points.length === 0 ? [] : [...points, points[0]];
}

/** The GeoJSON text of a drawing, or '' while it has too few points. */
export function shapeText(tool, points) {
  if (tool === 'Point') return points.length === 1 ? JSON.stringify({ type: 'Point', coordinates: points[0] }) : '';
  if (tool === 'LineString') return points.length >= 2 ? JSON.stringify({ type: 'LineString', coordinates: points }) : '';
  if (tool === 'Polygon') return points.length >= 3 ? JSON.stringify({ type: 'Polygon', coordinates: [closedRing(points)] }) : '';
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
