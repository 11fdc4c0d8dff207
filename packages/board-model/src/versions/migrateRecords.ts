import type { Migration, SerializedSchema, SynchronousStorage } from '@tldraw/store';
import type { TLRecord } from '@tldraw/tlschema';
import { copyJson } from '../layout/json.ts';
import { SCHEMA } from '../schema.ts';
import type { LooseRecord } from './looseRecord.ts';

type Records = ReadonlyMap<string, LooseRecord>;

/**
 * Brings records of an older tldraw schema to today's, all together because some migrations look at several. Gives
 * only what came through: a record on which a migration throws is left out, and does not keep the others from it.
 */
export function migrateRecords(schema: SerializedSchema, records: Records): Map<string, LooseRecord> {
  const migrations = SCHEMA.getMigrationsSince(schema);
  if (!migrations.ok) return new Map();
  // Copied once: migrations change what they are given, and a copy for each of a hundred takes minutes on a large file.
  let migrated = copiesOf(records);
  for (const migration of migrations.value) migrated = step(migration, schema, migrated);
  return migrated;
}

function step(migration: Migration, schema: SerializedSchema, records: Records): Map<string, LooseRecord> {
  if (migration.scope !== 'record') return stepTogether(migration, schema, records);
  const after = new Map<string, LooseRecord>();
  for (const [id, record] of records) {
    const migrated = attempt(() => stepOne(migration, record));
    if (migrated) after.set(id, migrated);
  }
  return after;
}

function stepOne(migration: Extract<Migration, { scope: 'record' }>, record: LooseRecord): LooseRecord {
  const candidate = asRecord(record);
  if (migration.filter && !migration.filter(candidate)) return record;
  return { ...(migration.up(candidate) ?? candidate) };
}

const copiesOf = (records: Records): Map<string, LooseRecord> =>
  new Map([...records].map(([id, record]) => [id, { ...asRecord(copyJson(record)) }]));

/** Where it throws on all together it is tried with each alone, so that one bad record stops only itself. */
function stepTogether(migration: Migration, schema: SerializedSchema, records: Records): Map<string, LooseRecord> {
  const together = attempt(() => stepStorage(migration, schema, records));
  if (together) return together;
  const after = new Map<string, LooseRecord>();
  for (const one of records) {
    for (const [id, record] of attempt(() => stepStorage(migration, schema, new Map([one]))) ?? []) {
      after.set(id, record);
    }
  }
  return after;
}

function stepStorage(migration: Migration, schema: SerializedSchema, records: Records): Map<string, LooseRecord> {
  // Where it throws half-way, each record is tried alone, as it was.
  const copies = new Map([...copiesOf(records)].map(([id, record]) => [id, asRecord(record)]));
  if (migration.scope === 'storage') {
    const storage: SynchronousStorage<TLRecord> = Object.assign(copies, {
      getSchema: () => schema,
      setSchema: () => undefined,
    });
    migration.up(storage);
    return new Map([...storage.entries()].map(([id, record]) => [id, { ...record }]));
  }
  if (migration.scope !== 'store') return new Map(records);
  const store = Object.fromEntries(copies);
  return new Map(Object.entries(migration.up(store) ?? store).map(([id, record]) => [id, { ...record }]));
}

/** Not yet a record of today's schema: that is what the migration is for. */
function asRecord(record: unknown): TLRecord {
  return record as TLRecord;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    // Migrations trust what they are given, and a document may hold anything: what they throw on stays as it is.
    return null;
  }
}
