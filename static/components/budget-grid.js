// <budget-grid>: makes a plain table of form rows comfortable: keyboard, thousands separators, paste from a
// spreadsheet, undo, totals. The form works without it; the server computes and checks everything again.
import { formatRupiah, formatVolume, parseRupiah, parseTable, parseVolume, totals } from '../logic/money.js';

export class BudgetGrid extends HTMLElement {
  connectedCallback() {
    this.body = this.querySelector('tbody');
    this.template = this.body?.querySelector('tr:last-child');
    if (!this.template) return;
    this.history = [];
    this.addEventListener('keydown', (event) => this.onKey(event));
    this.addEventListener('paste', (event) => this.onPaste(event));
    this.addEventListener('focusin', (event) => this.onEnter(event));
    this.addEventListener('focusout', (event) => this.onLeave(event));
    this.addEventListener('input', () => this.update());
    const add = this.querySelector('[data-add]');
    add?.addEventListener('click', () => this.addRow().querySelector('input').focus());
    this.querySelector('[data-add]')?.removeAttribute('hidden');
    this.update();
  }

  get rows() {
    return [...this.body.querySelectorAll('tr')];
  }

  cells(row) {
    return [...row.querySelectorAll('input')];
  }

  addRow() {
    const row = this.template.cloneNode(true);
    const number = this.rows.length;
    for (const input of this.cells(row)) {
      input.value = '';
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
      input.id = `f-${input.name}-${number}`;
    }
    for (const error of row.querySelectorAll('.error')) error.remove();
    this.body.append(row);
    return row;
  }

  // Enter and the arrows move within a column; Tab crosses as everywhere; Ctrl+Z takes a paste back.
  onKey(event) {
    const { target, key } = event;
    if (!(target instanceof HTMLInputElement)) return;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'z' && this.history.length > 0) {
      event.preventDefault();
      this.restore(this.history.pop());
      return;
    }
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const row = target.closest('tr');
    const column = this.cells(row).indexOf(target);
    const rows = this.rows;
    const next = rows[rows.indexOf(row) + step] ?? (step > 0 && key === 'Enter' ? this.addRow() : null);
    const cell = next && this.cells(next)[column];
    cell?.focus();
    cell?.select();
  }

  onPaste(event) {
    const { target } = event;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!(target instanceof HTMLInputElement) || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
    event.preventDefault();
    this.remember();
    const first = this.rows.indexOf(target.closest('tr'));
    const column = this.cells(target.closest('tr')).indexOf(target);
    parseTable(text).forEach((values, offset) => {
      const row = this.rows[first + offset] ?? this.addRow();
      const cells = this.cells(row);
      values.forEach((value, index) => {
        const cell = cells[column + index];
        if (cell) cell.value = this.understood(cell, value.trim());
      });
    });
    this.update();
    target.focus();
  }

  onEnter({ target }) {
    if (target instanceof HTMLInputElement) this.before = { target, value: target.value };
  }

  onLeave({ target }) {
    if (!(target instanceof HTMLInputElement)) return;
    const value = this.understood(target, target.value);
    if (value !== target.value) target.value = value;
    this.update();
  }

  // Shows what was understood: 1000000 becomes 1.000.000; what is not understood stays as typed.
  understood(cell, value) {
    if (value === '') return value;
    try {
      if (cell.name === 'price') return formatRupiah(parseRupiah(value), { short: true });
      if (cell.name === 'volume') return formatVolume(parseVolume(value));
    } catch {
      return value;
    }
    return value;
  }

  remember() {
    this.history.push(this.rows.map((row) => this.cells(row).map((cell) => cell.value)));
    if (this.history.length > 50) this.history.shift();
  }

  restore(values) {
    while (this.rows.length > values.length) this.rows.at(-1).remove();
    this.rows.forEach((row, index) => this.cells(row).forEach((cell, column) => {
      cell.value = values[index][column];
    }));
    this.update();
  }

  update() {
    const rows = this.rows;
    const value = (row, name) => row.querySelector(`[name="${name}"]`)?.value ?? '';
    const typed = rows.map((row) => ({ volume: value(row, 'volume'), price: value(row, 'price') }));
    const { total, amounts } = totals(typed);
    rows.forEach((row, index) => {
      const { amount, errors } = amounts[index];
      const output = row.querySelector('output');
      if (output) output.textContent = amount === null ? '' : formatRupiah(amount);
      for (const name of ['volume', 'price']) this.mark(row, name, errors[name]);
    });
    const sum = this.querySelector('[data-total]');
    if (sum) sum.textContent = formatRupiah(total);
  }

  // The error stands beside its cell, in words that the page brought along.
  mark(row, name, code) {
    const cell = row.querySelector(`[name="${name}"]`);
    if (!cell) return;
    const id = `g-${cell.id}`;
    let note = row.querySelector(`#${CSS.escape(id)}`);
    if (!code || cell === document.activeElement) {
      note?.remove();
      if (cell.getAttribute('aria-describedby') === id) {
        cell.removeAttribute('aria-invalid');
        cell.removeAttribute('aria-describedby');
      }
      return;
    }
    if (!note) {
      note = document.createElement('p');
      note.className = 'error';
      note.id = id;
      cell.after(note);
    }
    note.textContent = this.getAttribute(code) ?? code;
    cell.setAttribute('aria-invalid', 'true');
    cell.setAttribute('aria-describedby', id);
  }
}
customElements.define('budget-grid', BudgetGrid);
