// Money and volumes as people in Indonesia write them: BigInt counts, never floating point. Pure; no DOM.

// Why a text is no amount; `code` names the text that explains it.
export class MoneyError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// The largest amount a field holds, in sen: one quadrillion rupiah.
export const LARGEST_SEN = 100_000_000_000_000_000n;

// '12.345,67' → 1234567n sen; '12.345' is twelve thousand; '1,234.56' is refused, never guessed.
export function parseRupiah(text) {
  return parseDecimal(text.replace(/^\s*(-?)\s*Rp\.?\s*/i, '$1'), 2, 'not-money');
}

// '1.234,5' → 12345000n ten-thousandths.
export function parseVolume(text) {
  return parseDecimal(text, 4, 'not-a-volume');
}

function parseDecimal(text, decimals, code) {
  const body = text.replace(/[\s\u00a0]/g, '');
  const match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/.exec(body);
  if (!match) throw new MoneyError(code);
  const [, sign, whole, fraction = ''] = match;
  if (fraction.length > decimals) throw new MoneyError(code);
  const value = BigInt(whole.replaceAll('.', '') + fraction.padEnd(decimals, '0'));
  return sign ? -value : value;
}

// 1234567n → '12.345,67'; whole rupiah without decimals when `short`.
export function formatRupiah(sen, { short = false } = {}) {
  const size = sen < 0n ? -sen : sen;
  const rest = size % 100n;
  const tail = short && rest === 0n ? '' : ',' + String(rest).padStart(2, '0');
  return (sen < 0n ? '-' : '') + grouped(size / 100n) + tail;
}

// 12345000n ten-thousandths → '1.234,5'.
export function formatVolume(tenThousandths) {
  const fraction = String(tenThousandths % 10000n).padStart(4, '0').replace(/0+$/, '');
  return grouped(tenThousandths / 10000n) + (fraction ? ',' + fraction : '');
}

function grouped(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

// Volume × unit price, rounded half up once to whole rupiah: the same as the server's rule.
export function amountSen(tenThousandths, unitPriceSen) {
  if (tenThousandths < 0n || unitPriceSen < 0n) throw new MoneyError('not-money');
  const product = tenThousandths * unitPriceSen; // in ten-thousandths of a sen
  const rupiah = product / 1_000_000n + (product % 1_000_000n >= 500_000n ? 1n : 0n);
  if (rupiah * 100n > LARGEST_SEN) throw new MoneyError('not-money');
  return rupiah * 100n;
}

// Cells of a spreadsheet's clipboard: tabs between columns, lines between rows; quoted cells may hold both.
export function parseTable(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let isQuoted = false;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let index = 0; index < source.length; index += 1) {
    const letter = source[index];
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (source[index + 1] === '"') cell += source[(index += 1)];
      else isQuoted = false;
    } else if (letter === '"' && cell === '') isQuoted = true;
    else if (letter === '\t') {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
    } else cell += letter;
  }
  return [...rows, [...row, cell]];
}

// The sum of rows of {volume, price} texts, and what is wrong with each cell; empty rows count nothing.
export function totals(rows) {
  let total = 0n;
  const amounts = rows.map(({ volume, price }) => {
    if (!volume.trim() && !price.trim()) return { amount: null, errors: {} };
    const errors = {};
    const read = (name, text, parse) => {
      try {
        return parse(text);
      } catch (error) {
        errors[name] = error.code;
        return null;
      }
    };
    const count = read('volume', volume, parseVolume);
    const unit = read('price', price, parseRupiah);
    if (count === null || unit === null) return { amount: null, errors };
    const amount = read('price', '', () => amountSen(count, unit));
    if (amount !== null) total += amount;
    return { amount, errors };
  });
  return { total, amounts };
}
