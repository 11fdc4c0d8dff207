import type * as Y from 'yjs';
import { sameJson } from './layout/json.ts';
import { SCHEMA } from './schema.ts';

/** The version of the layout that `SPEC.md` describes. It grows with every change that an older reader would misread. */
export const FORMAT_VERSION = 2;

/** The only root types of a board's document: whatever else an update writes to is refused by the guard. */
export const ROOTS = ['records', 'board'] as const;

/** What a document says about its own layout; `null` where it says nothing readable. */
export interface BoardFormat {
  readonly format: number | null;
  /** tldraw's serialized store schema, as written by whoever seeded or last migrated the board. */
  readonly schema: unknown;
}

/** The records of a board by id: one `Y.Map` each, though a hostile peer may have put anything there. */
export function recordsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('records');
}

/** Reads the format version and tldraw schema that the document was written with. */
export function formatOf(doc: Y.Doc): BoardFormat {
  const board = doc.getMap<unknown>('board');
  const format = board.get('format');
  return { format: Number.isSafeInteger(format) ? Number(format) : null, schema: board.get('schema') ?? null };
}

/** Writes this program's format version and schema, if the document does not say so already. */
export function stampFormat(doc: Y.Doc): void {
  const board = doc.getMap<unknown>('board');
  const said = formatOf(doc);
  if (said.format !== FORMAT_VERSION) board.set('format', FORMAT_VERSION);
  const schema = SCHEMA.serialize();
  if (!sameJson(said.schema, schema)) board.set('schema', schema);
}
