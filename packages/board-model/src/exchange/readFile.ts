import { isBoardJson, readBoardJson } from './boardJson.ts';
import { isExcalidraw, readExcalidraw } from './excalidraw/readExcalidraw.ts';
import { MAX_IMPORTED_LETTERS, refuse, type ImportResult } from './importResult.ts';
import { looksLikeCsv, readCsv, readLines } from './notesGrid.ts';
import { isTldrawFile, readTldrawFile } from './tldrawFile.ts';

/** Words that only a file of a kind we know would begin with: when it does not parse, it is broken, not foreign. */
const KNOWN_START = /"(?:tldrawFileFormatVersion|weft-board|excalidraw)/;
const LOOK_AT_CHARACTERS = 4_096;

/**
 * Reads the text of any file that can be brought in; what it is, its content tells. The name only decides between a
 * table and lines of text. Never throws, whatever the text.
 */
export function readFile(text: string, name = ''): ImportResult {
  try {
    return read(text.replace(/^\uFEFF/, ''), name.toLowerCase());
  } catch (error) {
    // Nested so deeply that the stack ends, or grown beyond memory: damaged, for all that people can do about it.
    return refuse('broken', String(error));
  }
}

function read(text: string, name: string): ImportResult {
  const start = text.slice(0, LOOK_AT_CHARACTERS);
  if (start.trim() === '') return text.trim() === '' ? refuse('empty', 'no text in it') : readText(text, name);
  // oxlint-disable-next-line no-control-regex -- that is what tells bytes of other kinds of files from text
  if (/[\u0000-\u0008\u000E-\u001F\uFFFD]/.test(start)) return refuse('unsupported', 'not a text');
  if (/^\s*[{[]/.test(start)) {
    const json = parsed(text);
    if (json !== undefined) return readJson(json.value);
    if (KNOWN_START.test(start)) return refuse('broken', 'JSON that is cut off or damaged');
    if (/^\s*\{/.test(start)) return refuse('unsupported', 'JSON that is cut off or damaged');
  }
  if (/^\s*<(?:!doctype|html|svg|\?xml)/i.test(start)) return refuse('unsupported', 'markup');
  return readText(text, name);
}

function readText(text: string, name: string): ImportResult {
  if (text.length > MAX_IMPORTED_LETTERS) return refuse('too_large', `${text.length} letters`);
  const isTable = name.endsWith('.csv') || name.endsWith('.tsv');
  const isPlain = name.endsWith('.txt') || name.endsWith('.md');
  return isTable || (!isPlain && looksLikeCsv(text)) ? readCsv(text) : readLines(text);
}

function readJson(value: unknown): ImportResult {
  if (isTldrawFile(value)) return readTldrawFile(value);
  if (isBoardJson(value)) return readBoardJson(value);
  return isExcalidraw(value) ? readExcalidraw(value) : refuse('unsupported', 'JSON of another kind');
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Not JSON after all: the caller decides what else it may be.
    return undefined;
  }
}
