// Which part of the map an address names, as `#ZOOM/LATITUDE/LONGITUDE`: pure, no DOM.

/** The view that a hash names, or null where it names none. */
export function viewOf(hash) {
  const parts = /^#(\d{1,2})\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(hash);
  if (!parts) return null;
  const [zoom, latitude, longitude] = parts.slice(1).map(Number);
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return zoom <= 19 && isOnEarth ? { zoom, latitude, longitude } : null;
}

/** The hash of a view, to a metre. */
export function hashOf({ zoom, latitude, longitude }) {
  return `#${Math.round(zoom)}/${latitude.toFixed(5)}/${longitude.toFixed(5)}`;
}
