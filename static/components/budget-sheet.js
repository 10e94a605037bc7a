// <budget-sheet version revision activity owner>: makes a plain budget form a sheet like a spreadsheet's:
// keyboard, ranges, undo, errors beside the cell; it saves itself and loses nothing when the line drops.
import { formatRupiah, parseTable } from '../logic/money.js';
import { balance, COLUMNS, rowsOf, Sheet } from '../logic/sheet.js';
import { Saver, Store, withTaken } from '../logic/sheet-saver.js';
import { command, editing } from '../logic/sheet-keys.js';
import { SheetView } from './sheet-view.js';

export class BudgetSheet extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    if (!this.form || this.view) return;
    this.activity = this.getAttribute('activity') || null;
    this.columns = this.activity ? COLUMNS.slice(1) : COLUMNS;
    this.lists = Object.fromEntries(['activity', 'account', 'fund'].map((name) => [name, this.list(name)]));
    const { columns, activity, lists } = this;
    this.options = { columns, activity, lists };
    this.at = { row: 0, column: 0 };
    this.anchor = this.at;
    const rows = this.typedRows();
    this.sheet = new Sheet(rows, this.columns, this.lists);
    this.build();
    this.saver = new Saver(this.io(), this.options, Number(this.getAttribute('revision')), rows);
    this.begin(rows);
  }

  words(key, facts = {}) {
    const texts = this.querySelector('template').content;
    const text = texts.querySelector(`[data-text="${key}"]`)?.textContent ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  }

  list(name) {
    const options = this.querySelectorAll(`datalist[data-list="${name}"] option`);
    return new Map([...options].map((option) => [option.value, option.textContent]));
  }

  // What the plain form holds: a text area of pasted rows, or rows of inputs.
  typedRows() {
    const area = this.form.elements.rows;
    if (area) return area.value.trim() === '' ? [] : parseTable(area.value);
    const rows = [...this.form.querySelectorAll('tbody tr')].map((row) => (
      this.columns.map((name) => row.querySelector(`[name="${name}"]`)?.value.trim() ?? '')
    ));
    return rows.filter((row) => row.some((cell) => cell !== ''));
  }

  build() {
    const label = this.getAttribute('label') ?? '';
    this.view = new SheetView(this.columns, (key) => this.words(key), label);
    this.status = Object.assign(document.createElement('p'), { className: 'sheet-status' });
    this.status.setAttribute('role', 'status');
    this.funds = Object.assign(document.createElement('p'), { className: 'hint' });
    this.question = document.createElement('section');
    this.question.hidden = true;
    const bar = Object.assign(document.createElement('div'), { className: 'actions' });
    this.buttons = Object.fromEntries(['undo', 'redo', 'insert', 'remove', 'save'].map((name) => {
      const button = plainButton(this.words(name));
      button.addEventListener('click', () => {
        this.run({ name });
        if (name !== 'save') this.focusCell();
      });
      bar.append(button);
      return [name, button];
    }));
    this.box = Object.assign(document.createElement('div'), { className: 'scroll tall' });
    this.box.append(this.view.table);
    this.form.hidden = true;
    this.form.before(bar, this.status, this.question, this.box, this.funds);
    this.box.addEventListener('keydown', (event) => this.onKey(event));
    this.box.addEventListener('pointerdown', (event) => this.onPoint(event));
    this.box.addEventListener('dblclick', (event) => { if (this.view.place(event.target)) this.edit(); });
    this.box.addEventListener('focusin', ({ target }) => this.onFocus(target));
    for (const name of ['copy', 'cut', 'paste']) {
      this.box.addEventListener(name, (event) => this.onClipboard(event));
    }
    globalThis.addEventListener('online', () => this.saver.flush());
    globalThis.addEventListener('pagehide', () => { this.commit(); this.saver.keep(); });
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.saver.flush();
    });
  }

  io() {
    const version = `/v1/versions/${this.getAttribute('version')}/lines`;
    const query = this.activity ? `?activity=${this.activity}` : '';
    const csrf = this.form.elements.csrf.value;
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf };
    let storage = null;
    try {
      storage = globalThis.localStorage;
    } catch { /* forbidden here: Store copes */ }
    const owner = this.getAttribute('owner');
    const key = `balai-sheet:${owner}:${this.getAttribute('version')}:${this.activity ?? '*'}`;
    return {
      store: new Store(storage, key),
      newID: uuid,
      later: (run, ms) => globalThis.setTimeout(run, ms),
      tell: (name, facts) => this.tell(name, facts),
      take: (codes, theirs) => {
        this.sheet.replace(withTaken(this.sheet.rows, codes, theirs, this.options));
        this.saver.update(this.sheet.rows);
        this.draw();
      },
      fetchLines: async () => {
        const answer = await fetch(`${version}${query}`);
        if (!answer.ok) throw new Error(String(answer.status));
        const { items } = await answer.json();
        return { revision: Number(answer.headers.get('ETag').replaceAll('"', '')), lines: items };
      },
      send: async (request) => {
        const answer = await fetch(version, { method: 'PUT', headers, body: JSON.stringify(request) });
        const body = await answer.json().catch(() => null);
        return { status: answer.status, body };
      },
    };
  }

  async begin(rows) {
    this.draw();
    this.tell('ready');
    if (this.hasAttribute('unsaved')) {
      await this.saver.hold(rows);
      this.tell('held');
      return;
    }
    const kept = this.saver.restore();
    if (!kept) return;
    this.sheet = new Sheet(kept, this.columns, this.lists);
    this.draw();
    this.tell('restored');
    await this.saver.flush();
  }

  // The state of saving, in words; one line that a screen reader says by itself.
  tell(name, facts = {}) {
    const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' });
    const time = clock.format(new Date());
    const count = this.saver?.reading.faults.size ?? 0;
    const text = this.words(`state-${name}`, { ...facts, time, count: String(count) });
    this.status.textContent = text;
    this.status.dataset.state = name;
    this.question.hidden = name !== 'conflict';
    if (name === 'conflict') this.ask(facts);
  }

  ask({ activities, theirs }) {
    const at = this.columns.indexOf('activity');
    const mine = this.sheet.rows.filter((row) => activities.includes(at < 0 ? this.activity : row[at]));
    const lines = activities.flatMap((code) => theirs.get(code) ?? []);
    const stored = rowsOf(lines, this.columns);
    const heading = document.createElement('h2');
    heading.textContent = this.words('conflict-title');
    const tables = [[mine, 'mine'], [stored, 'theirs']].map(([rows, side]) => {
      const caption = this.words(`conflict-${side}`);
      // What scrolls is reached by keyboard.
      const reached = { tabIndex: 0, role: 'region', ariaLabel: caption };
      const box = Object.assign(document.createElement('div'), { className: 'scroll', ...reached });
      box.append(SheetView.plain(this.columns, (key) => this.words(key), rows, caption));
      return box;
    });
    const choices = ['mine', 'theirs'].map((side) => {
      const button = plainButton(this.words(`keep-${side}`));
      button.addEventListener('click', () => {
        this.question.hidden = true;
        this.saver.decide(side);
        this.focusCell();
      });
      return button;
    });
    const bar = Object.assign(document.createElement('div'), { className: 'actions' });
    bar.append(...choices);
    this.question.className = 'summary';
    this.question.replaceChildren(heading, ...tables, bar);
    choices[0].focus();
  }

  draw() {
    this.saver?.update(this.sheet.rows);
    const nothing = { faults: new Map(), amounts: [], total: 0n, lines: new Map() };
    const reading = this.saver?.reading ?? nothing;
    this.view.draw(this.sheet.rows, reading);
    this.view.select(this.at, this.range);
    this.buttons.undo.disabled = !this.sheet.canUndo;
    this.buttons.redo.disabled = !this.sheet.canRedo;
    this.funds.textContent = this.activity ? '' : [...balance(reading.lines)].sort()
      .map(([fund, sen]) => this.words('fund-difference', { fund, amount: formatRupiah(sen) })).join(' · ');
  }

  get range() {
    const [a, b] = [this.at, this.anchor];
    return {
      top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row),
      left: Math.min(a.column, b.column), right: Math.max(a.column, b.column),
    };
  }

  go(row, column, isRange = false) {
    this.at = {
      row: Math.max(0, Math.min(row, this.view.rowCount - 1)),
      column: Math.max(0, Math.min(column, this.columns.length - 1)),
    };
    if (!isRange) this.anchor = this.at;
    this.view.select(this.at, this.range);
    this.focusCell();
  }

  focusCell() {
    const cell = this.view.cell(this.at);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  // An edit happened: it is drawn, kept on this device and on its way.
  changed(hasChanged) {
    if (!hasChanged) return;
    this.draw();
    this.saver.edited(this.sheet.rows);
  }

  onKey(event) {
    const order = this.editor ? editing(event) : command(event);
    if (!order) return;
    if (order.name === 'next' && this.leavesBy(order.by)) return;
    if (order.name === 'leave') {
      this.isLeaving = true;
      return;
    }
    event.preventDefault();
    this.run(order);
  }

  // Tab leaves the grid after Escape, and past its last or first cell.
  leavesBy(step) {
    const place = this.at.row * this.columns.length + this.at.column + step;
    const leaves = this.isLeaving || place < 0 || place >= this.view.rowCount * this.columns.length;
    this.isLeaving = false;
    if (!leaves) return false;
    this.view.cell(this.at).tabIndex = step > 0 ? 0 : -1;
    if (step > 0) this.status.focus?.();
    return true;
  }

  run(order) {
    const { row, column } = this.at;
    const { top, bottom } = this.range;
    switch (order.name) {
      case 'move': return this.go(row + order.by[0], column + order.by[1]);
      case 'extend': return this.go(row + order.by[0], column + order.by[1], true);
      case 'next': return this.step(order.by);
      case 'edge': return this.edge(order);
      case 'all':
        this.anchor = { row: 0, column: 0 };
        return this.go(this.sheet.rows.length - 1, this.columns.length - 1, true);
      case 'edit': return this.edit();
      case 'type': return this.edit(order.text);
      case 'clear': return this.changed(this.sheet.clear(this.range));
      case 'insert': return this.changed(this.sheet.insertRows(row + 1)) ?? this.go(row + 1, column);
      case 'remove': return this.changed(this.sheet.deleteRows(top, bottom)) ?? this.go(top, column);
      case 'undo': return this.changed(this.sheet.undo());
      case 'redo': return this.changed(this.sheet.redo());
      case 'save':
        this.commit();
        return this.saver.save();
      case 'cancel':
        this.close();
        return this.focusCell();
      case 'commit':
        this.commit();
        return order.tab ? this.step(order.tab) : this.go(row + order.by[0], column + order.by[1]);
      default: return undefined;
    }
  }

  step(by) {
    const place = this.at.row * this.columns.length + this.at.column + by;
    this.go(Math.floor(place / this.columns.length), place % this.columns.length);
  }

  edge({ to, isRange }) {
    const last = { row: Math.max(0, this.sheet.rows.length - 1), column: this.columns.length - 1 };
    const row = { first: 0, last: last.row }[to] ?? this.at.row;
    const column = { left: 0, first: 0, right: last.column, last: last.column }[to];
    this.go(row, column, isRange);
  }

  // Opens the active cell: with its text (F2), or with what is being typed in its place.
  edit(text) {
    if (this.editor) return;
    const cell = this.view.cell(this.at);
    const name = this.columns[this.at.column];
    this.editor = Object.assign(document.createElement('input'), {
      value: text ?? this.sheet.cell(this.at.row, this.at.column), autocomplete: 'off',
    });
    this.editor.setAttribute('aria-label', this.words('editing', {
      column: this.words(`column-${name}`), row: String(this.at.row + 1),
    }));
    if (['volume', 'price', 'sub'].includes(name)) this.editor.inputMode = 'decimal';
    if (this.lists[name]?.size) this.editor.setAttribute('list', `list-${name}`);
    this.editor.addEventListener('blur', () => this.commit());
    cell.replaceChildren(this.editor);
    this.editor.focus();
    if (text === undefined) this.editor.select();
  }

  close() {
    const editor = this.editor;
    if (!editor) return null;
    this.editor = null;
    this.view.drawn[this.at.row] = {};
    this.draw();
    return editor.value;
  }

  commit() {
    const place = { ...this.at };
    const text = this.close();
    if (text !== null) this.changed(this.sheet.set([{ ...place, text }]));
  }

  onPoint(event) {
    const place = this.view.place(event.target);
    if (!place || event.target === this.editor || event.button > 0) return;
    event.preventDefault();
    this.commit();
    const isAgain = place.row === this.at.row && place.column === this.at.column;
    this.go(place.row, place.column, event.shiftKey);
    if (event.pointerType === 'touch' && isAgain) this.edit();
  }

  onFocus(target) {
    const place = this.editor ? null : this.view.place(target);
    if (!place || (place.row === this.at.row && place.column === this.at.column)) return;
    this.go(place.row, place.column);
  }

  onClipboard(event) {
    if (this.editor) return;
    event.preventDefault();
    if (event.type === 'paste') {
      this.changed(this.sheet.paste(this.range, event.clipboardData.getData('text/plain')));
      return;
    }
    event.clipboardData.setData('text/plain', this.sheet.copy(this.range));
    if (event.type === 'cut') this.changed(this.sheet.clear(this.range));
  }
}

function plainButton(text) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet' });
  button.textContent = text;
  return button;
}

// Also where the page is served without TLS and crypto.randomUUID is missing.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

customElements.define('budget-sheet', BudgetSheet);
