import type { BoardView } from '@weft/board-model';

export type BoardRecord = BoardView['records'] extends ReadonlyMap<string, infer Value> ? Value : never;

/** What an entry did to a record: what it is afterwards, or null when it is not shown any more. */
export type RecordChange = readonly [id: string, now: BoardRecord | null];

/**
 * What a board shows over a stretch of its log, without the document that it lies in: the records after entry `seq`, and
 * what each entry after that changed in them. Derived from the log, and good only in the schema that it was made in.
 */
export interface Track {
  readonly seq: number;
  /** Of today's, as {@link SCHEMA_NAME} names it. */
  readonly schema: string;
  readonly begin: readonly BoardRecord[];
  /** Of the entries `seq + 1`, `seq + 2`, and so on. */
  readonly changes: readonly (readonly RecordChange[])[];
}
