import * as Y from 'yjs';
import { typeNameOf } from './schema.ts';
import { recordsOf } from './format.ts';
import { asFragment, carriesText, TEXT_KEY } from './layout/recordLayout.ts';
import { fragmentWith } from './text/writeRichText.ts';

/** The shared text of an item, to bind an editor to; `null` where there is no such item, or it has no text. */
export function textFragment(doc: Y.Doc, itemId: string): Y.XmlFragment | null {
  const record = recordsOf(doc).get(itemId);
  return record instanceof Y.Map && isTextItem(itemId, record) ? asFragment(record.get(TEXT_KEY)) : null;
}

/**
 * The shared text of an item, made if another client left it out. Call it when somebody begins to write, never to
 * look: two people who make it at once would keep only one of the two.
 */
export function ensureTextFragment(doc: Y.Doc, itemId: string, origin: unknown): Y.XmlFragment | null {
  const record = recordsOf(doc).get(itemId);
  if (!(record instanceof Y.Map) || !isTextItem(itemId, record)) return null;
  const known = asFragment(record.get(TEXT_KEY));
  if (known) return known;
  const made = fragmentWith(undefined);
  doc.transact(() => record.set(TEXT_KEY, made), origin);
  return made;
}

function isTextItem(id: string, record: Y.Map<unknown>): boolean {
  return typeNameOf(id) === 'shape' && carriesText(record.get('type'));
}
