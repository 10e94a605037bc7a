// Saving a sheet: what goes to the server next, and what its answers mean. Pure: no DOM, network or clock.
import { canonical } from './sheet.js';

// What is known of the server: its revision, and for each activity the lines it holds (as canonical text).
export function start(revision, lines) {
  const base = Object.fromEntries([...lines].map(([code, own]) => [code, canonical(own)]));
  return { revision, base, pending: null };
}

const NOTHING = '[]';

// The activities whose rows differ from the server's; those with a fault wait until it is mended.
export function changes(state, { lines, faults, misplaced }, activityOfRow) {
  const codes = new Set([...Object.keys(state.base), ...lines.keys()]);
  const held = new Set([...faults.keys()].map(activityOfRow));
  const ready = [];
  const waiting = [];
  for (const code of [...codes].sort()) {
    const [mine, theirs] = [canonical(lines.get(code) ?? []), state.base[code] ?? NOTHING];
    if (mine === theirs && !held.has(code)) continue;
    // A row without a proper activity may have left this one: what got fewer waits as well.
    const isShorter = misplaced > 0 && size(mine) < size(theirs);
    (held.has(code) || isShorter ? waiting : ready).push(code);
  }
  return { ready, waiting };
}

const size = (text) => JSON.parse(text).reduce((all, line) => all + 1 + line[3].length, 0);

// The request that saves what is ready; one on its way goes first, unchanged, under its own id.
export function plan(state, reading, activityOfRow, newID) {
  if (state.pending) return { state, request: state.pending };
  const { ready } = changes(state, reading, activityOfRow);
  if (!ready.length) return { state, request: null };
  const request = {
    id: newID(), revision: state.revision, activities: ready,
    lines: ready.flatMap((code) => reading.lines.get(code) ?? []),
  };
  return { state: { ...state, pending: request }, request };
}

// The server took the request on its way.
export function saved(state, revision) {
  const base = { ...state.base };
  for (const code of state.pending.activities) {
    base[code] = canonical(state.pending.lines.filter((line) => line.activity === code));
    if (base[code] === NOTHING) delete base[code];
  }
  return { revision, base, pending: null };
}

// The server said no to the request: it is forgotten, what was typed stays.
export const refused = (state) => ({ ...state, pending: null });

// Somebody saved meanwhile. `theirs` is what the server holds now. Where only one side changed an activity
// there is nothing to ask; where both did, it is a conflict that a person decides.
export function meet(state, revision, theirs, mine) {
  const now = start(revision, theirs);
  const conflicts = [];
  const taken = [];
  for (const code of new Set([...Object.keys(state.base), ...Object.keys(now.base), ...mine.keys()])) {
    const [base, server, own] = [
      state.base[code] ?? NOTHING, now.base[code] ?? NOTHING, canonical(mine.get(code) ?? []),
    ];
    if (server === base || server === own) continue;
    if (own === base) taken.push(code);
    else conflicts.push(code);
  }
  return { state: now, conflicts: conflicts.sort(), taken: taken.sort() };
}

// Seconds until the next try after so many failed ones.
export const pause = (failures) => [1, 2, 5, 10, 20, 30][Math.min(failures, 5)];
