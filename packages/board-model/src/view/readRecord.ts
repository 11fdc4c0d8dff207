import * as Y from 'yjs';
import type { DerivedValues } from '../layout/recordLayout.ts';
import { sharing } from '../layout/json.ts';
import { recordFrom } from '../layout/recordLayout.ts';
import type { BoardRecord, Judgement } from '../schema.ts';
import { refused, typeNameOf, validateRecord } from '../schema.ts';
import { spaceLinePoints } from './linePoints.ts';
import { unsoundness } from './soundness.ts';

/**
 * Reads and judges one record by itself, whatever lies under its key. Never throws.
 *
 * @param before what it was read as last: what of it did not change stays the same object
 */
export function readRecord(id: string, value: unknown, derived?: DerivedValues, before?: BoardRecord): Judgement {
  if (!(value instanceof Y.Map)) return refused('not a record');
  return judgeRecord(id, sharing(before, recordFrom(id, value, derived)));
}

/** Whether tldraw can show this record, and as what. Never throws. */
export function judgeRecord(id: string, candidate: object): Judgement {
  const judgement = validateRecord(typeNameOf(id), candidate);
  if (!judgement.ok) return judgement;
  const problem = unsoundness(judgement.record);
  return problem === null ? { ok: true, record: spaceLinePoints(judgement.record) } : refused(problem);
}
