// The queue of photos on a phone, as plain values: what is sent next, when again, and when a copy may go.
// One rule stands above all: a photo counts as stored only when the server names the hash that we computed.

/** A photo just taken. `photo` has id, sha256, size, set, stage, note, day, mode, capturedAt, place. */
export const waiting = (photo) => ({ ...photo, state: 'waiting', offset: 0, attempts: 0, nextAt: 0 });

/** Milliseconds to wait after so many failures in a row: 2 s, 4 s, … 5 minutes. */
export const delay = (attempts) => Math.min(300_000, 1000 * 2 ** Math.min(attempts, 9));

/** The one to send now: the oldest that waits and whose time has come. */
export function next(items, now) {
  return items
    .filter((item) => item.state === 'waiting' && item.nextAt <= now)
    .sort((a, b) => a.nextAt - b.nextAt || (a.capturedAt < b.capturedAt ? -1 : 1))[0];
}

/** When the queue should be looked at again; null when nothing waits. */
export function wakeAt(items) {
  const times = items.filter((item) => item.state === 'waiting').map((item) => item.nextAt);
  return times.length ? Math.min(...times) : null;
}

/** The line was cut or the server busy: try again later. */
export function failed(item, now, reason = '') {
  const attempts = item.attempts + 1;
  return { ...item, attempts, nextAt: now + delay(attempts), reason };
}

/** The server will never take this photo: it stays on the phone, with the reason. */
export const refused = (item, reason) => ({ ...item, state: 'refused', reason });

/** Tried again by hand, or because the line is back. */
export const again = (item) =>
  item.state === 'stored' ? item : { ...item, state: 'waiting', nextAt: 0, reason: '' };

/** The server's answer. Anything but our own hash with a receipt is a failure, never a success. */
export function acknowledged(item, answer, now) {
  if (answer?.sha256 !== item.sha256 || !answer.receipt) return failed(item, now, 'other-hash');
  return {
    ...item,
    state: 'stored',
    offset: item.size,
    receipt: answer.receipt,
    location: answer.location,
    meaning: answer.meaning,
    storedAt: now,
    reason: '',
  };
}

/** Whether the phone's copy of the picture may go. */
export const mayForget = (item) => item.state === 'stored' && Boolean(item.receipt);

/** How many wait, are stored, and were refused. */
export function counts(items) {
  const sum = { waiting: 0, stored: 0, refused: 0 };
  for (const item of items) sum[item.state] += 1;
  return sum;
}

/** Whether an HTTP status means that sending the same again is of no use. */
export const isFinal = (status) =>
  status >= 400 && status < 500 && ![401, 408, 409, 425, 429].includes(status);

/** A photo set ends after twenty photos, half an hour, or when stage or note change. */
export function belongs(set, { stage, note }, now) {
  return (
    Boolean(set) &&
    set.count < 20 &&
    now - set.startedAt < 1_800_000 &&
    set.stage === stage &&
    set.note === note
  );
}

/** The newest position that was found at most `limit` milliseconds before the shutter. */
export function placeAt(fix, shutterAt, nonce, limit = 60_000) {
  if (!fix || Math.abs(shutterAt - fix.at) > limit) return null;
  return {
    latitude: fix.latitude,
    longitude: fix.longitude,
    accuracyM: fix.accuracy,
    fixedAt: new Date(fix.at).toISOString(),
    nonce: nonce ?? null,
  };
}

/** The calendar day of the phone, `2026-11-22`. */
export function dayOf(date) {
  const two = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
