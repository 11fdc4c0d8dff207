import * as Y from 'yjs';
import type { BoardItem } from './BoardItems.ts';
import { textRuns } from './recordChanges.ts';
import { textBlocks } from './textBlocks.ts';

/** Enough to know an item by. */
const MOST_WORDS = 120;

/** @returns the beginning of an item's text on one line, as it is now or was when it was removed; a frame's name. */
export function wordsOf(item: BoardItem, records: Y.Map<unknown>): string {
  const record = item.present ? records.get(item.id) : undefined;
  const text = record instanceof Y.Map ? textOfRecord(record) : item.lost.map((run) => run.text).join('');
  const line = text.replace(/\s+/gu, ' ').trim();
  const characters = Array.from(line.slice(0, 2 * MOST_WORDS));
  return characters.length > MOST_WORDS ? `${characters.slice(0, MOST_WORDS - 1).join('')}…` : characters.join('');
}

function textOfRecord(record: Y.Map<unknown>): string {
  const text = record.get('text');
  const name = record.get('props.name');
  if (!(text instanceof Y.XmlFragment)) return typeof name === 'string' ? name : '';
  const lines = Array.from(textBlocks(text), (block) =>
    textRuns(block, (run) => !run.deleted)
      .map((run) => run.text)
      .join(''),
  );
  return lines.join(' ');
}
