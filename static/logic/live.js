// Which live events a page cares for: pure, no DOM.

/** A reset concerns everybody; else the work or flag must be one of the page's, where it names any. */
export function concerns(event, works, flag) {
  if (event.kind === 'reset') return true;
  if (works.length === 0 && !flag) return true;
  return works.includes(event.work) || (Boolean(flag) && event.flag === flag);
}
