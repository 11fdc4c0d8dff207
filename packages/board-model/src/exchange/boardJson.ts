import type { TLRecord } from '@tldraw/tlschema';
import { isObject } from '../layout/json.ts';
import { SCHEMA } from '../schema.ts';
import { refuse, type ImportResult } from './importResult.ts';
import { readRecordList, recordsInOrder } from './tldrawFile.ts';

/** What Weft's own files call themselves, and the version of this form. Every released version stays readable. */
const FORMAT = 'weft-board';
const VERSION = 1;

export function isBoardJson(value: unknown): boolean {
  return isObject(value) && value['format'] === FORMAT;
}

/**
 * A board as JSON: title, normalised tldraw records, and the schema they follow.
 * `{format: "weft-board", version: 1, title, schema, records: [...]}`.
 */
export function writeBoardJson(title: string, records: ReadonlyMap<string, TLRecord>): string {
  const file = { format: FORMAT, version: VERSION, title, schema: SCHEMA.serialize() };
  return JSON.stringify({ ...file, records: recordsInOrder(records) });
}

/** Reads a parsed file that {@link writeBoardJson} wrote, of this version or an older one. */
export function readBoardJson(value: unknown): ImportResult {
  if (!isObject(value) || typeof value['version'] !== 'number') return refuse('broken', 'no version');
  if (value['version'] > VERSION) return refuse('too_new', `weft-board version ${value['version']}`);
  const title = typeof value['title'] === 'string' ? value['title'] : null;
  return readRecordList('json', title, value['schema'], value['records']);
}
