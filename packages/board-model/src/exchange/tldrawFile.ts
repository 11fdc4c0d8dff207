import type { TLRecord } from '@tldraw/tlschema';
import { isObject } from '../layout/json.ts';
import { isStored, SCHEMA, type BoardRecord } from '../schema.ts';
import { LeftOutTally, MAX_IMPORTED_ITEMS, MAX_IMPORTED_PAGES, refuse, type ImportResult } from './importResult.ts';
import { migrateFile } from './migrateFile.ts';
import { candidatesIn, soundContent } from './soundContent.ts';

/** The version of the file around the records; the records' own is in the schema. */
const FILE_VERSION = 1;

/** Whether JSON says of itself to be a tldraw file. tldraw's first app wrote another kind, with a document inside. */
export function isTldrawFile(value: unknown): boolean {
  return isObject(value) && ('tldrawFileFormatVersion' in value || isFirstTldraw(value));
}

function isFirstTldraw(value: Readonly<Record<string, unknown>>): boolean {
  const document = value['document'];
  return isObject(document) && typeof document['version'] === 'number' && isObject(document['pages']);
}

/** Reads a parsed `.tldr` file of any version that tldraw's migrations know. */
export function readTldrawFile(value: unknown): ImportResult {
  if (!isObject(value)) return refuse('broken', 'not an object');
  const version = value['tldrawFileFormatVersion'];
  if (version === undefined && isFirstTldraw(value)) return refuse('too_old', 'a file of the first tldraw app');
  if (typeof version !== 'number') return refuse('broken', 'no file version');
  if (version > FILE_VERSION) return refuse('too_new', `tldraw file version ${version}`);
  const document = Array.isArray(value['records']) ? value['records'].find(isDocument) : undefined;
  return readRecordList('tldr', nameIn(document), value['schema'], value['records']);
}

/** What both kinds of files with tldraw records have in common: migrate, judge, fit together. */
export function readRecordList(
  format: 'tldr' | 'json',
  title: string | null,
  schema: unknown,
  list: unknown,
): ImportResult {
  if (!Array.isArray(list)) return refuse('broken', 'no list of records');
  if (list.length > MAX_IMPORTED_ITEMS * 2) return refuse('too_large', `${list.length} records`);
  const leftOut = new LeftOutTally();
  const pages = list.filter((record) => isObject(record) && record['typeName'] === 'page').length;
  if (pages > MAX_IMPORTED_PAGES) return refuse('too_large', `${pages} pages`);
  const migrated = migrateFile(schema, candidatesIn(list, leftOut), leftOut);
  if (!migrated.ok) return refuse(migrated.code, migrated.detail);
  const records = soundContent(migrated.records, leftOut);
  const items = records.filter((record) => record.typeName === 'shape').length;
  if (items > MAX_IMPORTED_ITEMS) return refuse('too_large', `${items} items`);
  if (items === 0 && leftOut.list().length > 0) return refuse('broken', 'none of its records can be shown');
  return { ok: true, format, content: { title, records }, leftOut: leftOut.list() };
}

/** A board as a `.tldr` file that tldraw itself opens. */
export function writeTldrawFile(records: ReadonlyMap<string, TLRecord>): string {
  return JSON.stringify({
    tldrawFileFormatVersion: FILE_VERSION,
    schema: SCHEMA.serialize(),
    records: recordsInOrder(records),
  });
}

const ORDER = ['document', 'page', 'asset', 'shape', 'binding'];

/** What each record refers to stands before it, and the same board gives the same file. */
export function recordsInOrder(records: ReadonlyMap<string, TLRecord>): BoardRecord[] {
  return [...records.values()]
    .filter(isStored)
    .toSorted((a, b) => ORDER.indexOf(a.typeName) - ORDER.indexOf(b.typeName) || (a.id < b.id ? -1 : 1));
}

const isDocument = (record: unknown): boolean => isObject(record) && record['typeName'] === 'document';

function nameIn(document: unknown): string | null {
  const name = isObject(document) ? document['name'] : undefined;
  return typeof name === 'string' && name.trim() !== '' ? name : null;
}
