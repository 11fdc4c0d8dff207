import type * as Y from 'yjs';

/** Brings a document from the layout before `to` to the layout `to`. Runs inside a transaction. */
interface FormatMigration {
  readonly to: number;
  readonly migrate: (doc: Y.Doc) => void;
}

/** All changes of the layout there ever were, in order, without gaps: version 1 is the first. */
const FORMAT_MIGRATIONS: readonly FormatMigration[] = [];

/** Brings a document from one layout to the newest, step by step. */
export function migrateFormat(doc: Y.Doc, from: number, migrations = FORMAT_MIGRATIONS): void {
  for (const { to, migrate } of migrations) if (to > from) migrate(doc);
}
