import type { TLRecord } from '@tldraw/tlschema';
import type * as Y from 'yjs';
import { recordsOf } from './format.ts';
import type { Judgement } from './schema.ts';
import { BoardStructure } from './view/BoardStructure.ts';
import { readRecord } from './view/readRecord.ts';

/** A board as every peer with the same document sees it. */
export interface BoardView {
  /** Valid tldraw records that fit together, by id. */
  readonly records: ReadonlyMap<string, TLRecord>;
  /** What cannot be shown, by id, with the reason; it stays in the document. */
  readonly quarantined: ReadonlyMap<string, string>;
  /** Bindings that do not hold at present, with the reason: what they join is gone, or another holds the end. */
  readonly hidden: ReadonlyMap<string, string>;
}

/** Reads a whole board. Deterministic and total: never throws, never writes, whatever lies in the document. */
export function readBoard(doc: Y.Doc): BoardView {
  const structure = new BoardStructure();
  const records = recordsOf(doc);
  const judgements = new Map<string, Judgement>();
  // In the order of ids, so that listings are the same on every machine too.
  for (const id of [...records.keys()].toSorted()) judgements.set(id, readRecord(id, records.get(id)));
  structure.apply(judgements);
  return structure;
}
