import type { PersonId } from '@weft/protocol';
import type * as Y from 'yjs';
import type { Authorship } from './Authorship.ts';
import { countCharacters } from './characters.ts';
import { textRuns, textTypeOf } from './recordChanges.ts';
import { typeUnder, type SharedType } from './structs.ts';
import { textBlocks } from './textBlocks.ts';

/** Runs of characters of one writer each (null: nobody), in reading order. */
export type WrittenParagraph = readonly { readonly personId: PersonId | null; readonly characters: number }[];

/** T9: who wrote an item's present text, one list for each paragraph. */
export function readWriters(
  itemId: string,
  records: Y.Map<unknown>,
  authorship: Authorship,
): readonly WrittenParagraph[] {
  const record = typeUnder(records, itemId);
  const text = record === null ? null : textTypeOf(record);
  if (text === null) return [];
  return Array.from(textBlocks(text), (block) => writersOf(block, authorship));
}

function writersOf(block: SharedType, authorship: Authorship): WrittenParagraph {
  const runs: { personId: PersonId | null; characters: number }[] = [];
  for (const { client, clock, text } of textRuns(block, (run) => !run.deleted)) {
    authorship.eachWriter(client, clock, text.length, (personId, from, length) => {
      const characters = countCharacters(text, from - clock, from - clock + length);
      const last = runs.at(-1);
      if (last?.personId === personId) last.characters += characters;
      else runs.push({ personId, characters });
    });
  }
  return runs;
}
