import type { SerializedSchema } from '@tldraw/store';
import * as Y from 'yjs';
import { FORMAT_VERSION, formatOf, recordsOf, stampFormat } from '../format.ts';
import { isObject, sameJson } from '../layout/json.ts';
import { fieldIn } from '../layout/neutralFields.ts';
import { fieldsOf, STROKE_KEY, TEXT_KEY } from '../layout/recordLayout.ts';
import { writeSegments } from '../layout/strokeLayout.ts';
import type { BoardRecord } from '../schema.ts';
import { typeNameOf, validateRecord } from '../schema.ts';
import { fragmentWith } from '../text/writeRichText.ts';
import { newRecord } from '../writeChanges.ts';
import { boardAge, readSchema } from './boardAge.ts';
import { migrateFormat } from './formatMigrations.ts';
import type { LooseRecord } from './looseRecord.ts';
import { looseRecordOf } from './looseRecord.ts';
import { migrateRecords } from './migrateRecords.ts';

/**
 * Brings a document of an earlier format or of an older tldraw schema to today's, in one transaction, and writes only
 * what that changes. Nothing is deleted but keys that today's schema has under another name: a record that does not
 * become a valid one stays as it lies, quarantined. On a document of today or of a newer program it does nothing.
 */
export function migrateBoard(doc: Y.Doc): void {
  const written = formatOf(doc);
  if (boardAge(written) !== 'older') return;
  doc.transact(() => {
    migrateFormat(doc, written.format ?? FORMAT_VERSION);
    const schema = readSchema(written.schema);
    if (schema) migrateSchema(doc, schema);
    stampFormat(doc);
  });
}

function migrateSchema(doc: Y.Doc, schema: SerializedSchema): void {
  const records = recordsOf(doc);
  const before = new Map<string, LooseRecord>();
  for (const [id, map] of records) if (map instanceof Y.Map) before.set(id, looseRecordOf(id, map));
  for (const [id, after] of migrateRecords(schema, before)) {
    const was = before.get(id);
    if (was && sameJson(was, after)) continue;
    const judgement = validateRecord(typeNameOf(id), after);
    if (!judgement.ok) continue;
    const map = records.get(id);
    if (was && map instanceof Y.Map) rewrite(map, was, judgement.record);
    else addMade(records, judgement.record);
  }
}

function rewrite(map: Y.Map<unknown>, was: LooseRecord, record: BoardRecord): void {
  const fields = fieldsOf(record);
  for (const [key, value] of fields) if (!sameJson(fieldIn(map, key), value)) map.set(key, value);
  // A loose record has the same parts; fieldsOf looks at nothing else.
  for (const key of fieldsOf(was as unknown as BoardRecord).keys()) if (!fields.has(key)) map.delete(key);
  if (record.typeName !== 'shape') return;
  const before = isObject(was['props']) ? was['props'] : {};
  if ('richText' in record.props && !sameJson(before['richText'], record.props.richText)) {
    map.set(TEXT_KEY, fragmentWith(record.props.richText));
  }
  if ('segments' in record.props && !sameJson(before['segments'], record.props.segments)) {
    writeSegments(map, STROKE_KEY, record.props.segments);
  }
}

/**
 * A record that a migration made, such as a binding that used to lie in its arrow. tldraw gives it a random id; one
 * that follows from what it joins is the same whenever and wherever the document is migrated.
 */
function addMade(records: Y.Map<unknown>, record: BoardRecord): void {
  const id =
    record.typeName === 'binding'
      ? `binding:${record.fromId.slice('shape:'.length)}-${record.props.terminal}`
      : record.id;
  if (!records.has(id)) records.set(id, newRecord(record));
}
