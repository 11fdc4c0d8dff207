import type * as Y from 'yjs';

/** Brings a document from the layout before `to` to the layout `to`. Runs inside a transaction. */
interface FormatMigration {
  readonly to: number;
  readonly migrate: (doc: Y.Doc) => void;
}

/** All changes of the layout there ever were, in order, without gaps: version 1 is the first. */
const FORMAT_MIGRATIONS: readonly FormatMigration[] = [
  // What 1 wrote is read as it lies: 2 only leaves out more of what items begin with [L11], which a page of 1 would not
  // know how to read.
  { to: 2, migrate: () => {} },
];

/** Brings a document from one layout to the newest, step by step. */
export function migrateFormat(doc: Y.Doc, from: number, migrations = FORMAT_MIGRATIONS): void {
  for (const { to, migrate } of migrations) if (to > from) migrate(doc);
}
