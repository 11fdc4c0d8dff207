/** RFC 4180, read leniently: any line ending, quotes that are never closed, rows of different lengths. */

export type Delimiter = ',' | ';' | '\t';

/** The rows of a CSV text, at most `maxRows`; empty lines are no rows. */
export function parseCsv(text: string, delimiter: Delimiter, maxRows: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const endRow = (): void => {
    if (row.some((cell) => cell !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length && rows.length < maxRows;) {
    const cell = text.charAt(at) === '"' ? quotedCell(text, at, delimiter) : plainCell(text, at, delimiter);
    row.push(cell.value);
    const isRowEnd = cell.end >= text.length || text.charAt(cell.end) !== delimiter;
    at = cell.end + (text.startsWith('\r\n', cell.end) ? 2 : 1);
    // A delimiter at the very end opens one more cell, which is empty.
    if (isRowEnd) endRow();
  }
  if (rows.length < maxRows) endRow();
  return rows;
}

interface Cell {
  readonly value: string;
  /** Where the delimiter, the line ending or the end of the text stands. */
  readonly end: number;
}

function plainCell(text: string, start: number, delimiter: Delimiter): Cell {
  let end = start;
  while (end < text.length && !isCellEnd(text.charAt(end), delimiter)) end++;
  return { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number, delimiter: Delimiter): Cell {
  const parts: string[] = [];
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: parts.join('') + text.slice(at), end: text.length };
    parts.push(text.slice(at, quote));
    at = quote + 1;
    if (text.charAt(at) !== '"') break;
    parts.push('"');
    at++;
  }
  // What stands between the closing quote and the delimiter belongs to no cell by the book; people mean it to.
  const rest = plainCell(text, at, delimiter);
  return { value: parts.join('') + rest.value, end: rest.end };
}

const isCellEnd = (character: string, delimiter: Delimiter): boolean =>
  character === delimiter || character === '\n' || character === '\r';

const LOOK_AT_ROWS = 20;
const LOOK_AT_CHARACTERS = 100_000;

/**
 * Which character parts the cells, where the first rows all have the same number of cells, three at least (or two,
 * parted by tabs). Prose has commas too, but not the same number on every line.
 */
export function delimiterOf(text: string): Delimiter | null {
  const start = text.slice(0, LOOK_AT_CHARACTERS);
  for (const delimiter of ['\t', ';', ','] as const) {
    const rows = parseCsv(start, delimiter, LOOK_AT_ROWS);
    const width = rows[0]?.length ?? 0;
    const least = delimiter === '\t' ? 2 : 3;
    if (rows.length >= 2 && width >= least && rows.every((row) => row.length === width)) return delimiter;
  }
  return null;
}

/** The most frequent delimiter of the first line, for a text that is known to be CSV. */
export function likeliestDelimiter(text: string): Delimiter {
  const line = text.slice(0, LOOK_AT_CHARACTERS).split(/\r|\n/, 1)[0] ?? '';
  const count = (delimiter: string): number => line.split(delimiter).length;
  return (['\t', ';'] as const).find((delimiter) => count(delimiter) > count(',')) ?? ',';
}

/** Cells that a spreadsheet would run as a formula get an apostrophe, which it takes away again. */
const FORMULA = /^[=+\-@\t\r]/;

/** One cell of text that people wrote. */
export function textCell(text: string): string {
  return exactCell(FORMULA.test(text) ? `'${text}` : text);
}

/** One cell as it is, quoted where it must be. */
export function exactCell(value: string): string {
  return /[",;\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The text that {@link textCell} was given. */
export function textOfCell(value: string): string {
  return value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value;
}
