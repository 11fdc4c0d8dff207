import * as Y from 'yjs';
import { itemsBelow, type SharedType } from './structs.ts';

/** The elements of the editor's schema that hold text themselves; lists and quotes hold these. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock']);

/** The paragraphs, headings and code blocks of a text, in reading order. */
export function* textBlocks(text: SharedType): Generator<SharedType> {
  for (const { deleted, content } of itemsBelow(text)) {
    if (deleted || !(content instanceof Y.ContentType)) continue;
    const { type } = content;
    if (type instanceof Y.XmlElement && TEXT_BLOCKS.has(type.nodeName)) yield type;
  }
}
