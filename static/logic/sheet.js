// A sheet of budget rows as values: what a cell means, edits to undo, ranges, budget lines. Pure; no DOM.
import { amountSen, formatRupiah, formatVolume, parseRupiah, parseTable, parseVolume } from './money.js';

export const COLUMNS = ['activity', 'account', 'fund', 'sub', 'description', 'volume', 'unit', 'price'];
export const NO_ACTIVITY = '0.0.00';
export const ROW_LIMIT = 4000;

const two = (text) => text.padStart(2, '0');

// '02.03.10.' → '2.3.10'; '' and zeros are income and financing; null for no code.
export function activityCode(text) {
  const parts = codeParts(text);
  if (!parts) return null;
  if (parts.every((part) => Number(part) === 0)) return NO_ACTIVITY;
  return parts.length === 3 ? `${+parts[0]}.${+parts[1]}.${two(String(+parts[2]))}` : null;
}

// '5.3.5.1.' → '5.3.5.01'; null for no objek.
export function accountCode(text) {
  const parts = codeParts(text);
  if (parts?.length !== 4) return null;
  return `${+parts[0]}.${+parts[1]}.${+parts[2]}.${two(String(+parts[3]))}`;
}

function codeParts(text) {
  const parts = text.replace(/\.$/, '').split('.');
  return parts.length <= 4 && parts.every((part) => /^\d{1,2}$/.test(part)) ? parts : null;
}

const looksEnglish = (text) => (
  /^-?(Rp\.?)?\s*\d{1,3}(,\d{3})+(\.\d+)?$/i.test(text) || /^\d+\.\d{1,2}$/.test(text)
);

// What was understood of a typed text: `text` is how the cell shows it, `error` why it can't be saved.
// `lists` holds the codes of the year: {activity, account, fund}, each a Map to names; empty allows all.
export function understand(column, typed, lists = {}) {
  const text = typed.replace(/[\s\u00a0]+/g, ' ').trim();
  if (text === '') return { text };
  const known = (code, error) => {
    const isListed = !lists[column]?.size || lists[column].has(code);
    return code !== null && isListed ? { text: code } : { text: code ?? text, error };
  };
  switch (column) {
    case 'activity': {
      const code = activityCode(text);
      return code === NO_ACTIVITY ? { text: code } : known(code, 'activity');
    }
    case 'account': return known(accountCode(text), 'account');
    case 'fund': return known(text.toUpperCase(), 'fund');
    case 'sub': return /^\d{1,2}$/.test(text) ? { text: two(text) } : { text, error: 'sub' };
    case 'volume': return number(text, parseVolume, formatVolume, 'volume');
    case 'price':
      return number(text, parseRupiah, (sen) => formatRupiah(sen, { short: true }), 'money');
    case 'unit': return text.length > 50 ? { text, error: 'long' } : { text };
    default: return text.length > 500 ? { text, error: 'long' } : { text };
  }
}

function number(text, parse, format, error) {
  try {
    const value = parse(text);
    return value < 0n ? { text, error } : { text: format(value) };
  } catch {
    return { text, error: looksEnglish(text) ? 'english' : error };
  }
}

export const isBlank = (row) => row.every((cell) => cell === '');

// Reads rows into budget lines: {lines: Map of activity to its lines, faults: Map of row index to
// {column: code}, misplaced: rows whose activity can't be told, amounts: sen or null for each row, total}.
export function read(rows, { columns = COLUMNS, activity = null, lists = {} } = {}) {
  const lines = new Map();
  const faults = new Map();
  const amounts = [];
  let misplaced = 0;
  let total = 0n;
  rows.forEach((row, index) => {
    amounts.push(null);
    if (isBlank(row)) return;
    const cell = Object.fromEntries(columns.map((name, at) => (
      [name, understand(name, row[at] ?? '', lists)]
    )));
    const wrong = faultsOf(cell, activity);
    const code = activity ?? (cell.activity.text || NO_ACTIVITY);
    if (wrong.activity) misplaced += 1;
    const isZero = ['description', 'volume', 'unit', 'price'].every((name) => cell[name].text === '');
    let item = null;
    if (!isZero && !wrong.volume && !wrong.price) {
      try {
        const [count, price] = [parseVolume(cell.volume.text), parseRupiah(cell.price.text)];
        amounts[index] = amountSen(count, price);
        total += amounts[index];
        item = {
          description: cell.description.text, volume: decimal(count), unit: cell.unit.text,
          unitPriceSen: Number(price),
        };
        if (!Number.isSafeInteger(item.unitPriceSen)) wrong.price = 'money';
      } catch {
        wrong.price = 'money';
      }
    }
    if (Object.keys(wrong).length) faults.set(index, wrong);
    if (wrong.activity) return;
    const inActivity = lines.get(code) ?? [];
    lines.set(code, inActivity);
    if (Object.keys(wrong).length) return;
    const key = {
      activity: code, account: cell.account.text, fund: cell.fund.text, subDetail: cell.sub.text || '01',
    };
    const names = ['account', 'fund', 'subDetail'];
    let line = inActivity.find((one) => names.every((name) => one[name] === key[name]));
    if (!line) inActivity.push(line = { ...key, rab: [] });
    if (item) line.rab.push(item);
  });
  return { lines, faults, misplaced, amounts, total };
}

function faultsOf(cell, activity) {
  const wrong = {};
  for (const [name, { error }] of Object.entries(cell)) if (error) wrong[name] = error;
  const isSpending = cell.account.text.startsWith('5.');
  if (activity === null && !wrong.activity) {
    const code = cell.activity.text;
    if (code === '' && (isSpending || cell.account.text === '')) wrong.activity = 'missing';
    else if (!wrong.account && cell.account.text && isSpending === (code === '' || code === NO_ACTIVITY)) {
      wrong.activity = 'mismatch';
    }
  }
  for (const name of ['account', 'fund']) if (cell[name].text === '') wrong[name] ??= 'missing';
  const needed = ['description', 'volume', 'price'];
  if ([...needed, 'unit'].some((name) => cell[name].text !== '')) {
    for (const name of needed) if (cell[name].text === '') wrong[name] ??= 'missing';
  }
  return wrong;
}

// 25000n ten-thousandths → '2.5', as programs write it.
export function decimal(tenThousandths) {
  const fraction = String(tenThousandths % 10000n).padStart(4, '0').replace(/0+$/, '');
  return `${tenThousandths / 10000n}${fraction ? `.${fraction}` : ''}`;
}

// The same lines always give the same text: keys in order, rows in theirs.
export function canonical(lines) {
  const key = ({ account, fund, subDetail }) => `${account} ${fund} ${subDetail}`;
  return JSON.stringify([...lines].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map((line) => [
    line.account, line.fund, line.subDetail,
    line.rab.map(({ description, volume, unit, unitPriceSen }) => [description, volume, unit, unitPriceSen]),
  ]));
}

// Rows of stored lines, as the server's JSON gives them.
export function rowsOf(lines, columns = COLUMNS) {
  return lines.flatMap((line) => {
    const key = { activity: line.activity, account: line.account, fund: line.fund, sub: line.subDetail };
    const row = (more) => columns.map((name) => ({ ...key, ...more })[name] ?? '');
    if (!line.rab.length) return [row({})];
    return line.rab.map((item) => row({
      description: item.description, volume: item.volume.replace('.', ','), unit: item.unit,
      price: formatRupiah(BigInt(item.unitPriceSen), { short: true }),
    }));
  });
}

// Rows with an undo history. Every change is one step, however many cells it touches.
export class Sheet {
  constructor(rows, columns = COLUMNS, lists = {}) {
    this.columns = columns;
    this.lists = lists;
    this.rows = rows.map((row) => columns.map((_, at) => row[at] ?? ''));
    this.past = [];
    this.future = [];
  }

  get canUndo() { return this.past.length > 0; }
  get canRedo() { return this.future.length > 0; }

  cell(row, column) { return this.rows[row]?.[column] ?? ''; }

  // Takes cells [{row, column, text}] as typed, keeps how they were understood; false when nothing changed.
  set(cells) {
    return this.change((rows) => {
      for (const { row, column, text } of cells) {
        if (row >= ROW_LIMIT || column < 0 || column >= this.columns.length) continue;
        while (rows.length <= row) rows.push(this.columns.map(() => ''));
        if (rows[row] === this.rows[row]) rows[row] = [...rows[row]];
        rows[row][column] = understand(this.columns[column], text, this.lists).text;
      }
    });
  }

  clear({ top, left, bottom, right }) {
    return this.set(cellsOf(top, left, bottom, right).map((cell) => ({ ...cell, text: '' })));
  }

  // One cell pasted into a range fills it; a table is laid from its corner on and may make new rows.
  paste({ top, left, bottom, right }, text) {
    const table = parseTable(text);
    const isOne = table.length === 1 && table[0].length === 1;
    if (isOne) {
      return this.set(cellsOf(top, left, bottom, right).map((cell) => ({ ...cell, text: table[0][0] })));
    }
    return this.set(table.flatMap((line, row) => line.map((cell, column) => (
      { row: top + row, column: left + column, text: cell }
    ))));
  }

  copy({ top, left, bottom, right }) {
    const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const rows = this.rows.slice(top, bottom + 1);
    return rows.map((row) => row.slice(left, right + 1).map(quoted).join('\t')).join('\n');
  }

  insertRows(at, count = 1) {
    return this.change((rows) => {
      for (let n = 0; n < count; n += 1) {
        rows.splice(Math.min(at, rows.length), 0, this.columns.map(() => ''));
      }
    });
  }

  deleteRows(top, bottom) {
    return this.change((rows) => rows.splice(top, bottom - top + 1));
  }

  replace(rows) {
    return this.change((own) => own.splice(0, own.length, ...rows.map((row) => [...row])));
  }

  change(work) {
    const next = [...this.rows];
    work(next);
    const isSame = next.length === this.rows.length && next.every((row, at) => (
      row === this.rows[at] || row.every((cell, column) => cell === this.rows[at][column])
    ));
    if (isSame) return false;
    this.past.push(this.rows);
    if (this.past.length > 200) this.past.shift();
    this.future = [];
    this.rows = next;
    return true;
  }

  undo() { return this.step(this.past, this.future); }
  redo() { return this.step(this.future, this.past); }

  step(from, to) {
    if (!from.length) return false;
    to.push(this.rows);
    this.rows = from.pop();
    return true;
  }
}

function cellsOf(top, left, bottom, right) {
  const cells = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) cells.push({ row, column });
  }
  return cells;
}

// Sources less uses of each fund source, in sen: what must be zero before the BPD can agree.
export function balance(lines) {
  const funds = new Map();
  for (const line of [...lines.values()].flat()) {
    const sum = line.rab.reduce((all, item) => (
      all + amountSen(parseVolume(item.volume.replace('.', ',')), BigInt(item.unitPriceSen))
    ), 0n);
    const isSource = /^(4|6\.1)\./.test(line.account);
    funds.set(line.fund, (funds.get(line.fund) ?? 0n) + (isSource ? sum : -sum));
  }
  return funds;
}
