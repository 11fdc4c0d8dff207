import type { Episode } from '@weft/history/timeline';
import type { ItemId } from '@weft/protocol';
import { t } from '../../messages/t.ts';

/** So much of an item's words makes it known again. */
const LONGEST = 40;

/** What an episode was, in plain words: its items and how many people; no guessing at what they meant. */
export function episodeTitle(episode: Episode, words: ReadonlyMap<ItemId, string>): string {
  const count = episode.items.length;
  const named = episode.items.map((id) => words.get(id)).find((one) => one !== undefined);
  if (named === undefined) return t('timeline.episodeItems', { count });
  const title = named.length > LONGEST ? `${named.slice(0, LONGEST).trimEnd()}…` : named;
  return count === 1 ? title : t('timeline.episodeMore', { title, count: count - 1 });
}

export const episodePeople = ({ people }: Episode): string => t('timeline.episodePeople', { count: people.length });
