import type { SerializedSchema } from '@tldraw/store';
import { isObject } from '../layout/json.ts';
import { SCHEMA } from '../schema.ts';
import { migrateRecords } from '../versions/migrateRecords.ts';
import type { LeftOutTally } from './importResult.ts';
import type { Candidate } from './soundContent.ts';

/** What people put on a board; sessions, cameras and presence in a file are nobody's content. */
const CONTENT_TYPES: ReadonlySet<unknown> = new Set(['document', 'page', 'shape', 'binding', 'asset']);
const SESSION_TYPES: ReadonlySet<unknown> = new Set([
  'instance',
  'instance_page_state',
  'instance_presence',
  'camera',
  'pointer',
  'user',
  'user_document',
  'user_presence',
]);

type Migrated =
  | { readonly ok: true; readonly records: readonly Candidate[] }
  | { readonly ok: false; readonly code: 'broken' | 'too_new'; readonly detail: string };

/** Brings a file's records to today's schema. What a migration throws on is counted, the rest comes through. */
export function migrateFile(schema: unknown, records: readonly Candidate[], leftOut: LeftOutTally): Migrated {
  const from = readFileSchema(schema);
  if (from === null) return { ok: false, code: 'broken', detail: 'no readable tldraw schema' };
  if (!SCHEMA.getMigrationsSince(from).ok) return { ok: false, code: 'too_new', detail: 'newer tldraw schema' };
  const content = new Map<string, Candidate>();
  for (const record of contentOf(records, leftOut)) {
    const id = String(record['id']);
    const other = content.get(id);
    // As in tldraw, the last of those that claim one id is the one.
    if (other !== undefined) leftOut.add(String(other['type'] ?? other['typeName']), 'invalid');
    content.set(id, record);
  }
  const migrated = migrateRecords(from, content);
  for (const [id, record] of content) {
    if (!migrated.has(id)) leftOut.add(String(record['type'] ?? record['typeName']), 'invalid');
  }
  return { ok: true, records: [...migrated.values()] };
}

function contentOf(records: readonly Candidate[], leftOut: LeftOutTally): Candidate[] {
  const content: Candidate[] = [];
  for (const record of records) {
    const { typeName, id } = record;
    if (CONTENT_TYPES.has(typeName) && typeof id === 'string') content.push(record);
    else if (!SESSION_TYPES.has(typeName))
      leftOut.add(typeof typeName === 'string' ? typeName : 'other', 'not_supported');
  }
  return content;
}

const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Reads either form in which tldraw has written its schema. Sequences that are not tldraw's own have no meaning here. */
function readFileSchema(schema: unknown): SerializedSchema | null {
  if (!isObject(schema)) return null;
  if (schema['schemaVersion'] === 2 && isObject(schema['sequences'])) return sequencesOf(schema['sequences']);
  if (schema['schemaVersion'] !== 1) return null;
  const { storeVersion, recordVersions } = schema;
  if (!isVersion(storeVersion) || !isObject(recordVersions)) return null;
  const sequences: [string, unknown][] = [['com.tldraw.store', storeVersion]];
  for (const [typeName, versions] of Object.entries(recordVersions)) {
    if (!isObject(versions)) return null;
    sequences.push([`com.tldraw.${typeName}`, versions['version']]);
    const subTypes = isObject(versions['subTypeVersions']) ? versions['subTypeVersions'] : {};
    for (const [type, version] of Object.entries(subTypes)) sequences.push([`com.tldraw.${typeName}.${type}`, version]);
  }
  return sequencesOf(Object.fromEntries(sequences));
}

function sequencesOf(given: object): SerializedSchema | null {
  const all: [string, unknown][] = Object.entries(given);
  const own = all.filter(([id]) => Object.hasOwn(SCHEMA.migrations, id));
  const sequences = own.flatMap(([id, version]): [string, number][] => (isVersion(version) ? [[id, version]] : []));
  return sequences.length === own.length && own.length > 0
    ? { schemaVersion: 2, sequences: Object.fromEntries(sequences) }
    : null;
}
