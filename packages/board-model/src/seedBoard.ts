import * as Y from 'yjs';
import { recordsOf, stampFormat } from './format.ts';
import { fieldsOf } from './layout/recordLayout.ts';
import { DEFAULT_DOCUMENT, DEFAULT_PAGE } from './view/defaults.ts';

/**
 * Makes an empty document a board: the document record, the first page, format version and schema, in one
 * transaction. Only the server does it, so that two first visitors cannot both; on a seeded board it does nothing.
 */
export function seedBoard(doc: Y.Doc): void {
  doc.transact(() => {
    stampFormat(doc);
    const records = recordsOf(doc);
    for (const record of [DEFAULT_DOCUMENT, DEFAULT_PAGE]) {
      if (!records.has(record.id)) records.set(record.id, new Y.Map(fieldsOf(record)));
    }
  });
}
