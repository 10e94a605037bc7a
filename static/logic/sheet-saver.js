// Saves a sheet by itself: one request at a time, tried again until answered, kept on this device until then.
// Network, storage, clock and ids are handed in; no DOM.
import { read, rowsOf } from './sheet.js';
import { changes, meet, pause, plan, refused, saved, start } from './sheet-sync.js';

export class Saver {
  // io: {send(request) → {status, body}, fetchLines() → {revision, lines}, store: {load, save, clear},
  //      later(run, ms), newID(), tell(name, facts), take(codes, lines)}; options: as for `read`.
  constructor(io, options, revision, rows) {
    this.io = io;
    this.options = options;
    this.state = start(revision, read(rows, options).lines);
    this.failures = 0;
    this.isHeld = false;
    this.update(rows);
  }

  update(rows) {
    this.rows = rows;
    this.reading = read(rows, this.options);
  }

  // What an earlier visit could not bring to the server; null when there is nothing.
  restore() {
    const kept = this.io.store.load();
    if (!kept?.rows || !kept.state) return null;
    this.state = kept.state;
    this.update(kept.rows);
    if (!this.isUnsaved) {
      this.io.store.clear();
      return null;
    }
    return kept.rows;
  }

  // The rows come from elsewhere (a file): the server is asked what it holds; nothing goes out unasked.
  async hold(rows) {
    this.isHeld = true;
    this.update(rows);
    try {
      const { revision, lines } = await this.io.fetchLines();
      this.state = start(revision, byActivity(lines));
    } catch {
      this.io.tell('offline');
    }
    this.keep();
  }

  get activityOf() {
    const at = this.options.columns.indexOf('activity');
    return (index) => (at < 0 ? this.options.activity : this.rows[index][at]);
  }

  get isUnsaved() {
    if (this.state.pending) return true;
    const { ready, waiting } = changes(this.state, this.reading, this.activityOf);
    return ready.length + waiting.length > 0 || this.reading.faults.size > 0;
  }

  keep() {
    if (this.isUnsaved) this.io.store.save({ state: this.state, rows: this.rows });
    else this.io.store.clear();
  }

  // Every edit comes here; it is on this device before anything else happens.
  edited(rows) {
    this.update(rows);
    this.keep();
    if (this.isHeld || this.conflicts) return;
    this.io.tell('typing');
    this.schedule(900);
  }

  schedule(ms) {
    this.turn = (this.turn ?? 0) + 1;
    const mine = this.turn;
    this.io.later(() => { if (mine === this.turn) this.flush(); }, ms);
  }

  save() {
    this.isHeld = false;
    return this.flush();
  }

  async flush() {
    if (this.isBusy) {
      this.isWanted = true;
      return;
    }
    if (this.isHeld || this.conflicts) return;
    this.isBusy = true;
    try {
      await this.drain();
    } catch {
      this.failures += 1;
      this.io.tell('offline');
      this.schedule(pause(this.failures) * 1000);
    } finally {
      this.isBusy = false;
    }
    if (this.isWanted) {
      this.isWanted = false;
      await this.flush();
    }
  }

  async drain() {
    for (;;) {
      const { state, request } = plan(this.state, this.reading, this.activityOf, this.io.newID);
      this.state = state;
      this.keep();
      if (!request) break;
      this.io.tell('sending');
      const { status, body } = await this.io.send(request);
      if (status >= 500 || status === 429 || status === 0) throw new Error(String(status));
      this.failures = 0;
      if (status === 200) this.state = saved(this.state, body.revision);
      else if (!await this.answered(status, body)) return;
    }
    this.keep();
    const { waiting } = changes(this.state, this.reading, this.activityOf);
    this.io.tell(waiting.length || this.reading.faults.size ? 'faults' : 'saved', { activities: waiting });
  }

  // A refusal; true when saving may go on.
  async answered(status, body) {
    if (status === 401 || body?.type === '/problems/form-expired') {
      this.io.tell('signed-out');
      return false;
    }
    if (body?.type === '/problems/stale-revision') return this.reconcile();
    this.state = refused(this.state);
    this.keep();
    this.io.tell('refused', { detail: body?.detail ?? body?.title ?? String(status) });
    return false;
  }

  async reconcile() {
    const { revision, lines } = await this.io.fetchLines();
    const theirs = byActivity(lines);
    const met = meet(this.state, revision, theirs, this.reading.lines);
    this.state = met.state;
    if (met.taken.length) this.io.take(met.taken, theirs);
    this.keep();
    if (!met.conflicts.length) return true;
    this.conflicts = { activities: met.conflicts, theirs };
    this.io.tell('conflict', this.conflicts);
    return false;
  }

  // A person chose: 'mine' overwrites what the server holds, 'theirs' gives up what was typed there.
  async decide(choice) {
    const { activities, theirs } = this.conflicts;
    this.conflicts = null;
    if (choice === 'theirs') this.io.take(activities, theirs);
    await this.flush();
  }
}

export function byActivity(lines) {
  const map = new Map();
  for (const line of lines) map.set(line.activity, [...(map.get(line.activity) ?? []), line]);
  return map;
}

// The rows with those of some activities replaced by stored lines, at the place of the first of them.
export function withTaken(rows, codes, theirs, { columns, activity }) {
  const at = columns.indexOf('activity');
  const isOne = (row) => codes.includes(at < 0 ? activity : row[at]);
  const fresh = rowsOf(codes.flatMap((code) => theirs.get(code) ?? []), columns);
  const first = rows.findIndex(isOne);
  const rest = rows.filter((row) => !isOne(row));
  rest.splice(first < 0 ? rest.length : first, 0, ...fresh);
  return rest;
}

// One sheet's place in a browser's storage; a full or forbidden storage is no reason to stop.
export class Store {
  constructor(storage, key) {
    this.storage = storage;
    this.key = key;
  }

  load() {
    try {
      return JSON.parse(this.storage.getItem(this.key) ?? 'null');
    } catch {
      return null;
    }
  }

  save(value) {
    try {
      this.storage.setItem(this.key, JSON.stringify(value));
      this.hasFailed = false;
    } catch {
      this.hasFailed = true;
    }
  }

  clear() {
    try {
      this.storage.removeItem(this.key);
    } catch {
      this.hasFailed = true;
    }
  }
}
