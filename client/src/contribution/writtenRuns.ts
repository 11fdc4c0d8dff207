import type { PersonId, Writers } from '@weft/protocol';

/** A stretch of text by one writer; null for what nobody wrote. */
export interface WrittenRun {
  readonly personId: PersonId | null;
  readonly text: string;
}

/**
 * Lays an item's writers over its plain text, paragraph after paragraph, by Unicode code points. Line breaks are nobody's.
 * @returns null where the two are not of the same text: it has changed since, or holds what plain text leaves out
 */
export function writtenRuns(text: string, writers: Writers): readonly WrittenRun[] | null {
  const left = writers.paragraphs.flat().map((run) => ({ ...run }));
  const runs: { personId: PersonId | null; text: string }[] = [];
  for (const character of text) {
    if (character !== '\n') {
      while (left[0]?.characters === 0) left.shift();
      const writer = left[0];
      if (writer === undefined) return null;
      writer.characters -= 1;
      if (runs.at(-1)?.personId !== writer.personId) runs.push({ personId: writer.personId, text: '' });
    }
    const last = runs.at(-1);
    if (last === undefined) runs.push({ personId: null, text: character });
    else last.text += character;
  }
  return left.every(({ characters }) => characters === 0) ? runs : null;
}
