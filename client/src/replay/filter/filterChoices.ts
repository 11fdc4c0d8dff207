import { itemsOf, textOfRecord } from '@weft/board-model';
import { CONTRIBUTION_KINDS, type ContributionKind, type ItemId, type Person } from '@weft/protocol';
import { itemTypeKey } from '../../board/itemTypeKey.ts';
import type { PastBoard } from '../../canvas/PastBoard.ts';
import { t } from '../../messages/t.ts';
import type { TimelinePicture } from '../timeline/timelinePicture.ts';
import type { ReplayFilter } from './useReplayFilter.ts';

/** What one can ask for of a making. */
export interface FilterChoices {
  /** In the order in which they came. */
  readonly people: readonly Person[];
  /** What was done on this board, and what is asked for. */
  readonly kinds: readonly ContributionKind[];
  /** The frames at the moment that is shown, and the items that are asked for. */
  readonly items: readonly { readonly id: ItemId; readonly name: string }[];
}

export function filterChoices(
  picture: Pick<TimelinePicture, 'acts' | 'threads' | 'words'>,
  records: PastBoard['records'],
  { asked, only }: Pick<ReplayFilter, 'asked' | 'only'>,
): FilterChoices {
  const done = new Set(picture.acts.map(({ kind }) => kind));
  // An item's id is tldraw's shape id.
  const frames = itemsOf(records).flatMap(({ id, type }) => (type === 'frame' ? [id as string as ItemId] : []));
  return {
    people: picture.threads.map(({ person }) => person),
    kinds: CONTRIBUTION_KINDS.filter((kind) => done.has(kind) || asked.kinds.has(kind)),
    items: [...new Set([...frames, ...only])].map((id) => ({ id, name: itemName(id, records, picture.words) })),
  };
}

/** What an item is called: by its words, else by what it is. */
function itemName(id: ItemId, records: PastBoard['records'], words: TimelinePicture['words']): string {
  const record = records.get(id);
  const said = (record && textOfRecord(record).trim()) || words.get(id) || '';
  if (said !== '') return said;
  return record?.typeName === 'shape' ? t(`item.type.${itemTypeKey(record.type)}`) : t('filter.gone');
}

/** What is asked for, in words; empty where nothing is. */
export function filterWords({ people, kinds, items }: FilterChoices, { asked, only }: ReplayFilter): string {
  const parts = [
    people.filter(({ id }) => asked.people.has(id)).map(({ name }) => name),
    kinds.filter((kind) => asked.kinds.has(kind)).map((kind) => t(`filter.kind.${kind}`)),
    items.filter(({ id }) => only.has(id)).map(({ name }) => name),
  ];
  return parts.flatMap((some) => (some.length === 0 ? [] : [some.join(', ')])).join(' · ');
}
