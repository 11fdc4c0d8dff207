import type { TLAsset, TLBinding, TLDocument, TLPage, TLRecord, TLSchema, TLShape } from '@tldraw/tlschema';
import { createTLSchema } from '@tldraw/tlschema';

/** tldraw's store schema with its default shapes, bindings and assets. */
export const SCHEMA: TLSchema = judgedOnce(createTLSchema());

/** The records that a board keeps. */
export type BoardRecord = TLDocument | TLPage | TLShape | TLBinding | TLAsset;

/**
 * tldraw calls `user` records document-scoped too, but who somebody is comes from the server's roster and must be
 * erasable, so people are never written into a board.
 */
const STORED_TYPES: ReadonlySet<string> = new Set(['document', 'page', 'shape', 'binding', 'asset']);

/** Whether this record lies in the document at all, rather than being one person's session or presence. */
export function isStored(record: TLRecord): record is BoardRecord {
  return STORED_TYPES.has(record.typeName);
}

/** A record's type name is the first part of its id: `shape:abc` is a shape. */
export function typeNameOf(id: string): string {
  const colon = id.indexOf(':');
  return colon < 0 ? '' : id.slice(0, colon);
}

type Validator = { validate(candidate: unknown, good?: TLRecord): TLRecord };

const VALIDATORS: Readonly<Record<string, Validator>> = SCHEMA.types;

/** Records that were found good and have not been changed since: nobody changes a record, a changed one is another. */
const foundGood = new WeakSet<object>();

/** The last record of each kind that was found good: of the next one only what differs from it has to be looked at. */
const lastGood = new Map<string, TLRecord>();

/** Either a record that tldraw takes, or why it does not. */
export type Judgement =
  | { readonly ok: true; readonly record: BoardRecord }
  | { readonly ok: false; readonly reason: string };

const MAX_REASON_LENGTH = 200;

/** Refuses a record with a reason short enough to show and to log. */
export function refused(reason: string): Judgement {
  return { ok: false, reason: reason.slice(0, MAX_REASON_LENGTH) };
}

/** Runs tldraw's own validator, which throws, and answers with a value instead. */
export function validateRecord(typeName: string, candidate: object): Judgement {
  if (!STORED_TYPES.has(typeName)) return refused(`a board keeps no records of type "${typeName}"`);
  const kind = 'type' in candidate ? `${typeName} ${String(candidate.type)}` : typeName;
  try {
    const record = VALIDATORS[typeName]?.validate(candidate, lastGood.get(kind));
    if (!record) return refused('no validator');
    if (!isStored(record)) return refused('the type does not match the id');
    lastGood.set(kind, record);
    foundGood.add(record);
    return { ok: true, record };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

/** A store of this schema does not look again at what was judged here when the document was read. */
function judgedOnce(schema: TLSchema): TLSchema {
  const validate = schema.validateRecord.bind(schema);
  schema.validateRecord = (store, record, phase, before) =>
    before === null && foundGood.has(record) ? record : validate(store, record, phase, before);
  return schema;
}
