/** How people and items are called on a person's own page. */
import {
  type ItemId,
  type MyPart,
  type Part,
  type Person,
  type PersonId,
  SOMEONE,
  SOMEONE_COLOR,
} from '@weft/protocol';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import { called } from '../people/nameOf.ts';
import { t } from '../messages/t.ts';
import { listText } from '../messages/when.ts';

export type PartItem = Part['items'][number];

const MOST_WORDS = 60;

/** The first of an item's words, or what it is where it has none. */
export function itemName(item: Pick<PartItem, 'type' | 'words'>): string {
  const words = item.words.trim().replace(/\s+/g, ' ');
  if (words === '') return t(`item.type.${itemTypeKey(item.type)}`);
  const letters = Array.from(words);
  return letters.length <= MOST_WORDS
    ? words
    : `${letters
        .slice(0, MOST_WORDS - 1)
        .join('')
        .trimEnd()}…`;
}

const nobody: Person = { id: SOMEONE, name: '', color: SOMEONE_COLOR };

/** With the name that is to be read: who is not told by name is called as everywhere on the board. */
export const personIn = (people: readonly Person[], id: PersonId | null): Person =>
  called(people.find((person) => person.id === id) ?? nobody);

export const itemIn = (part: Pick<Part, 'items'>, id: ItemId | null): PartItem | null =>
  part.items.find((item) => item.id === id) ?? null;

/** `“a”, “b” and “c”`, and no more than `most` of them. */
export function namesOf(part: Pick<Part, 'items'>, ids: readonly ItemId[], most = 3): string {
  const names = ids.flatMap((id) => {
    const item = itemIn(part, id);
    return item === null ? [] : [`“${itemName(item)}”`];
  });
  const shown = [...new Set(names)];
  if (shown.length <= most) return listText(shown);
  return t('part.workedOnMore', { items: shown.slice(0, most).join(', ') });
}

/** Whether there is anything on the canvas that the page could tell of. */
export const isEmptyPart = (part: MyPart): boolean => part.items.length === 0 && part.grew.length === 0;
