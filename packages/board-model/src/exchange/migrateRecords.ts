import type { SerializedSchema, SynchronousStorage } from '@tldraw/store';
import type { TLRecord } from '@tldraw/tlschema';
import { isObject } from '../layout/json.ts';
import { SCHEMA } from '../schema.ts';
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

export type Migrated =
  | { readonly ok: true; readonly records: readonly Candidate[] }
  | { readonly ok: false; readonly code: 'broken' | 'too_new'; readonly detail: string };

/** Brings records of an older tldraw schema to today's. What a migration throws on is counted, the rest comes through. */
export function migrateRecords(schema: unknown, records: readonly Candidate[], leftOut: LeftOutTally): Migrated {
  const from = readSchema(schema);
  if (from === null) return { ok: false, code: 'broken', detail: 'no readable tldraw schema' };
  if (!SCHEMA.getMigrationsSince(from).ok) return { ok: false, code: 'too_new', detail: 'newer tldraw schema' };
  const content = contentOf(records, leftOut);
  const migrated = migrateTogether(from, content) ?? migrateEach(from, content, leftOut);
  return { ok: true, records: migrated };
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

/** All at once, since some migrations look at several records; `null` where one of them throws. */
function migrateTogether(schema: SerializedSchema, records: readonly Candidate[]): Candidate[] | null {
  const storage = storageOf(schema, records);
  try {
    SCHEMA.migrateStorage(storage);
  } catch {
    // Migrations trust what they are given: whoever asked tries the records one by one.
    return null;
  }
  return [...storage.entries()].map(([, record]) => ({ ...record }));
}

function migrateEach(schema: SerializedSchema, records: readonly Candidate[], leftOut: LeftOutTally): Candidate[] {
  const good: Candidate[] = [];
  for (const record of records) {
    if (migrateTogether(schema, [record]) !== null) good.push(record);
    else leftOut.add(String(record['type'] ?? record['typeName']), 'invalid');
  }
  const together = migrateTogether(schema, good);
  if (together !== null) return together;
  return good.flatMap((record) => migrateTogether(schema, [record]) ?? []);
}

function storageOf(schema: SerializedSchema, records: readonly Candidate[]): SynchronousStorage<TLRecord> {
  // Not yet records: that is what migration and validation are for.
  const map = new Map(records.map((record) => [String(record['id']), record as unknown as TLRecord]));
  return Object.assign(map, { getSchema: () => schema, setSchema: () => undefined });
}

const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Reads either form in which tldraw has written its schema. Sequences that are not tldraw's own have no meaning here. */
function readSchema(schema: unknown): SerializedSchema | null {
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
