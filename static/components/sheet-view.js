// Draws a sheet as a table that a screen reader knows as a grid; only rows that changed are touched again.
import { formatRupiah } from '../logic/money.js';

const SPARE_ROWS = 3;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export class SheetView {
  // words: a function from key to text; columns: names in order.
  constructor(columns, words, label) {
    this.columns = columns;
    this.words = words;
    this.body = element('tbody');
    this.total = element('td', { class: 'amount' });
    const head = (name) => element('th', { scope: 'col', class: `c-${name}` }, words(`column-${name}`));
    this.table = element(
      'table', { role: 'grid', 'aria-label': label, class: 'grid sheet', 'aria-multiselectable': 'true' },
      element('thead', {}, element('tr', {},
        element('th', { scope: 'col' }, element('span', { class: 'hidden' }, words('row'))),
        ...columns.map(head), element('th', { scope: 'col', class: 'amount' }, words('column-amount')))),
      this.body,
      element('tfoot', {}, element('tr', {},
        element('th', { scope: 'row', colspan: columns.length + 1 }, words('total')), this.total)));
    this.drawn = [];
  }

  get rowCount() { return this.drawn.length; }

  row(index) {
    const row = element('tr', {}, element('th', { scope: 'row' }, String(index + 1)));
    for (const name of this.columns) {
      row.append(element('td', { role: 'gridcell', tabindex: '-1', class: `c-${name}` }));
    }
    row.append(element('td', { role: 'gridcell', class: 'amount', 'aria-readonly': 'true' }));
    return row;
  }

  cell({ row, column }) { return this.body.rows[row]?.cells[column + 1]; }

  // Where a cell stands; null outside the cells.
  place(node) {
    const cell = node.closest?.('td[tabindex]');
    return cell ? { row: cell.parentElement.rowIndex - 1, column: cell.cellIndex - 1 } : null;
  }

  draw(rows, { faults, amounts, total }) {
    const count = rows.length + SPARE_ROWS;
    while (this.drawn.length < count) {
      this.body.append(this.row(this.drawn.length));
      this.drawn.push({});
    }
    while (this.drawn.length > count) {
      this.body.lastElementChild.remove();
      this.drawn.pop();
    }
    for (let index = 0; index < count; index += 1) {
      const wrong = faults.get(index) ?? {};
      const state = { row: rows[index], wrong: JSON.stringify(wrong), amount: amounts[index] ?? null };
      const old = this.drawn[index];
      const isSame = ['row', 'wrong', 'amount'].every((name) => old[name] === state[name]);
      if (isSame && 'wrong' in old) continue;
      this.drawn[index] = state;
      this.drawRow(this.body.rows[index], index, rows[index] ?? [], wrong, state.amount);
    }
    this.total.textContent = formatRupiah(total);
  }

  drawRow(element_, index, row, wrong, amount) {
    this.columns.forEach((name, column) => {
      const cell = element_.cells[column + 1];
      cell.textContent = row[column] ?? '';
      cell.removeAttribute('aria-invalid');
      cell.removeAttribute('aria-describedby');
      if (!wrong[name]) return;
      const id = `e-${name}-${index}`;
      cell.setAttribute('aria-invalid', 'true');
      cell.setAttribute('aria-describedby', id);
      cell.append(element('small', { class: 'error', id }, this.words(`error-${wrong[name]}`)));
    });
    element_.cells[this.columns.length + 1].textContent = amount === null ? '' : formatRupiah(amount);
  }

  // Marks the active cell and the range around it.
  select(at, { top, left, bottom, right }) {
    for (const cell of this.body.querySelectorAll('td[tabindex="0"]')) cell.tabIndex = -1;
    for (const cell of this.body.querySelectorAll('[aria-selected]')) cell.removeAttribute('aria-selected');
    const active = this.cell(at);
    if (active) active.tabIndex = 0;
    if (top === bottom && left === right) return;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        this.cell({ row, column })?.setAttribute('aria-selected', 'true');
      }
    }
  }

  // The rows of one side of a conflict, as a plain table.
  static plain(columns, words, rows, caption) {
    const line = (row) => element('tr', {}, ...row.map((cell) => element('td', {}, cell)));
    return element('table', {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...columns.map((name) => (
        element('th', { scope: 'col' }, words(`column-${name}`))
      )))),
      element('tbody', {}, ...rows.map(line)));
  }
}
