import { LABEL_SIZES } from '../thumbnail/itemShape.ts';
import { isColorName } from '../thumbnail/palette.ts';
import { wrappedHeight } from '../thumbnail/textLines.ts';
import { indicesAfter } from '../view/indexKeys.ts';
import { blankItem } from './blankItems.ts';
import { delimiterOf, likeliestDelimiter, parseCsv, textOfCell, type Delimiter } from './csv.ts';
import { LeftOutTally, refuse, type ImportFormat, type ImportResult } from './importResult.ts';
import { soundContent } from './soundContent.ts';

/** More notes than this are not a board, but a table. */
const MAX_NOTES = 5_000;
const LONGEST_NOTE = 10_000;
const NOTE = 200;
const GAP = 20;
const PADDING = 16;
/** Beyond so many letters a note is written small. */
const LONG_TEXT = 120;

interface NoteDraft {
  readonly text: string;
  readonly color?: string;
  readonly column: number;
  readonly row: number;
}

/** Lines of text as notes, a tidy square of them; empty lines and bullets are not part of it. */
export function readLines(text: string): ImportResult {
  const lines = text.split(/\r\n|\n|\r/).map(withoutBullet);
  return notesOf('text', inSquare(lines.filter((line) => line !== '').map((line) => ({ text: line }))));
}

const withoutBullet = (line: string): string => line.replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/u, '').trim();

/** Whether plain text is a table rather than lines. */
export const looksLikeCsv = (text: string): boolean => delimiterOf(text) !== null;

/**
 * A table as notes. Where its first row names a column of texts, each further row is a note, in the colour that a column
 * `color` names; a single column is a list; anything else keeps its rows and columns.
 */
export function readCsv(text: string): ImportResult {
  const delimiter: Delimiter = delimiterOf(text) ?? likeliestDelimiter(text);
  const rows = parseCsv(text, delimiter, MAX_NOTES * 2);
  const header = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  const textColumn = header.findIndex((name) => TEXT_COLUMNS.has(name));
  if (textColumn >= 0) return notesOf('csv', inSquare(rowNotes(rows.slice(1), textColumn, header.findIndex(isColor))));
  if (rows.every((row) => row.length === 1)) {
    return notesOf('csv', inSquare(rows.map(([value = '']) => ({ text: textOfCell(value) }))));
  }
  const cells = rows.flatMap((row, y) => row.map((value, x) => ({ text: textOfCell(value), column: x, row: y })));
  return notesOf('csv', cells);
}

const TEXT_COLUMNS: ReadonlySet<string> = new Set(['text', 'note', 'notes', 'idea', 'content', 'title']);
const isColor = (name: string): boolean => name === 'color' || name === 'colour';

function rowNotes(rows: readonly string[][], textColumn: number, colorColumn: number) {
  return rows.map((row) => {
    const color = row[colorColumn]?.trim();
    const text = textOfCell(row[textColumn] ?? '');
    return color !== undefined && isColorName(color) ? { text, color } : { text };
  });
}

function inSquare(notes: readonly { text: string; color?: string }[]): NoteDraft[] {
  const written = notes.filter(({ text }) => text.trim() !== '');
  const columns = Math.max(1, Math.ceil(Math.sqrt(Math.min(MAX_NOTES, written.length))));
  return written.map((note, i) => ({ ...note, column: i % columns, row: Math.floor(i / columns) }));
}

function notesOf(format: ImportFormat, drafts: readonly NoteDraft[]): ImportResult {
  const leftOut = new LeftOutTally();
  const written = drafts.filter(({ text }) => text.trim() !== '');
  if (written.length === 0) return refuse('empty', 'no text in it');
  if (written.length > MAX_NOTES) leftOut.add('note', 'too_many', written.length - MAX_NOTES);
  const kept = written.slice(0, MAX_NOTES);
  const tops = rowTops(kept);
  const indices = indicesAfter('a1', null, kept.length);
  const candidates = kept.map((draft, i) => {
    const index = indices[i] ?? 'a1';
    const at = { x: draft.column * (NOTE + GAP), y: tops.get(draft.row) ?? 0 };
    if (draft.text.length > LONGEST_NOTE) leftOut.add('end of a long text', 'too_many');
    return blankItem({
      id: `shape:note${i}`,
      type: 'note',
      index,
      ...at,
      text: noteText(draft),
      props: noteProps(draft),
    });
  });
  const records = soundContent(candidates, leftOut);
  return { ok: true, format, content: { title: null, records }, leftOut: leftOut.list() };
}

const noteText = ({ text }: NoteDraft): string => text.trim().slice(0, LONGEST_NOTE);

function noteProps(draft: NoteDraft): object {
  const size = noteText(draft).length > LONG_TEXT ? 's' : 'm';
  return { size, growY: growthOf(draft, size), ...(draft.color === undefined ? {} : { color: draft.color }) };
}

/** How much higher than a square a note has to be. tldraw measures it exactly once somebody writes in it. */
function growthOf(draft: NoteDraft, size: 's' | 'm'): number {
  const fontSize = LABEL_SIZES[size] ?? 22;
  const height = wrappedHeight(noteText(draft), fontSize, NOTE - 2 * PADDING);
  return Math.max(0, Math.ceil(height + 2 * PADDING - NOTE));
}

/** Rows stand below each other, each as high as its highest note. */
function rowTops(drafts: readonly NoteDraft[]): Map<number, number> {
  const heights = new Map<number, number>();
  for (const draft of drafts) {
    const size = noteText(draft).length > LONG_TEXT ? 's' : 'm';
    heights.set(draft.row, Math.max(heights.get(draft.row) ?? NOTE, NOTE + growthOf(draft, size)));
  }
  const tops = new Map<number, number>();
  let top = 0;
  for (const row of [...heights.keys()].toSorted((a, b) => a - b)) {
    tops.set(row, top);
    top += (heights.get(row) ?? NOTE) + GAP;
  }
  return tops;
}
