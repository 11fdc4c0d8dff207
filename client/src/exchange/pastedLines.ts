/** A line longer than this is a sentence of a text rather than an entry of a list. */
const LONGEST_ENTRY = 140;

/** The lines that have something on them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');

/**
 * What somebody most likely wants who pastes several lines: rows of a spreadsheet and lists become notes; code and
 * prose stay one text. The other way is offered either way.
 */
export function pastedAs(text: string): 'notes' | 'text' {
  const lines = linesOf(text);
  if (lines.length < 2) return 'text';
  if (isTable(lines)) return 'notes';
  if (lines.some((line) => line.length > LONGEST_ENTRY)) return 'text';
  const plain = lines.filter((line) => !BULLET.test(line));
  if (plain.length === 0) return 'notes';
  return plain.some((line) => INDENTED.test(line) || CODE.test(line)) ? 'text' : 'notes';
}

const BULLET = /^\s*(?:[-*•–]|\d{1,3}[.)])\s+/u;
const INDENTED = /^(?: {2,}|\t)/;
const CODE = /[{};]\s*$|^\s*(?:\/\/|#include|import |def |function |const |let |var |<\/?\w)/;

/** As spreadsheets put it on the clipboard: the same number of cells on every line. */
function isTable(lines: readonly string[]): boolean {
  const cells = lines.map((line) => line.split('\t').length);
  return (cells[0] ?? 0) > 1 && cells.every((count) => count === cells[0]);
}
