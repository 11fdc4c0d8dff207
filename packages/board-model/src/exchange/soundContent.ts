import { defaultShapeSchemas } from '@tldraw/tlschema';
import { isDeeperThan, isObject } from '../layout/json.ts';
import type { BoardRecord, Judgement } from '../schema.ts';
import { refused, validateRecord } from '../schema.ts';
import { BoardStructure } from '../view/BoardStructure.ts';
import { spaceLinePoints } from '../view/linePoints.ts';
import { unsoundness } from '../view/soundness.ts';
import type { LeftOutTally } from './importResult.ts';

/** A record as it stands in a file: anything. */
export type Candidate = Readonly<Record<string, unknown>>;

/** Deeper than any text or meta that people make; a hostile tree must not exhaust the stack of those who read it. */
const MAX_DEPTH = 100;
/** One record is one change, and must travel as one: a larger text or stroke could not reach anybody. */
const MAX_RECORD_LETTERS = 2_000_000;

/**
 * The records of a file that are valid by themselves and fit together, exactly as a board would show them; all others
 * are counted. Never throws.
 */
export function soundContent(candidates: readonly Candidate[], leftOut: LeftOutTally): BoardRecord[] {
  const judgements = new Map<string, Judgement>();
  const byId = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { id } = candidate;
    if (typeof id !== 'string') {
      leftOut.add(nameOf(candidate), 'invalid');
      continue;
    }
    byId.set(id, candidate);
    judgements.set(id, judge(candidate));
  }
  const structure = new BoardStructure();
  structure.apply(judgements);
  for (const id of structure.quarantined.keys()) {
    const candidate = byId.get(id) ?? {};
    leftOut.add(nameOf(candidate), isKnownKind(candidate) ? 'invalid' : 'not_supported');
  }
  for (const id of structure.hidden.keys()) leftOut.add(nameOf(byId.get(id) ?? {}), 'not_connected');
  return [...structure.records.values()];
}

function judge(candidate: Candidate): Judgement {
  if (isDeeperThan(candidate, MAX_DEPTH)) return refused('nested too deeply');
  const judgement = validateRecord(String(candidate['typeName']), candidate);
  if (!judgement.ok) return judgement;
  const problem = unsoundness(judgement.record) ?? excess(judgement.record);
  return problem === null ? { ok: true, record: spaceLinePoints(judgement.record) } : refused(problem);
}

/** A picture inside a file is kept as a file of its own, and only its address travels. */
function excess(record: BoardRecord): string | null {
  if (record.typeName === 'asset') return null;
  return JSON.stringify(record).length > MAX_RECORD_LETTERS ? 'larger than a change may be' : null;
}

/** What people would call it: an item's type, else the kind of record. */
function nameOf({ typeName, type }: Candidate): string {
  if (typeName === 'shape' && typeof type === 'string') return type;
  return typeof typeName === 'string' ? typeName : 'other';
}

function isKnownKind({ typeName, type }: Candidate): boolean {
  return typeName !== 'shape' || (typeof type === 'string' && Object.hasOwn(defaultShapeSchemas, type));
}

/** The list's members that are objects; others are counted as damaged. */
export function candidatesIn(list: readonly unknown[], leftOut: LeftOutTally): Candidate[] {
  const objects = list.filter(isObject);
  if (objects.length < list.length) leftOut.add('other', 'invalid', list.length - objects.length);
  return objects;
}
