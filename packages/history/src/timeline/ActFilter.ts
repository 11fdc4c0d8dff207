import type { ContributionKind, ItemId, LineageLink, PersonId } from '@weft/protocol';
import type { Act } from './episodesOf.ts';

/** What is looked at of a board's making. Of what nothing is asked for, all is shown. */
export interface ActFilter {
  readonly people: ReadonlySet<PersonId>;
  readonly kinds: ReadonlySet<ContributionKind>;
  /** Null for all; empty where what is asked for is not there. */
  readonly items: ReadonlySet<ItemId> | null;
}

export const NO_FILTER: ActFilter = { people: new Set(), kinds: new Set(), items: null };

/** Whether an act is by one of the people, of one of the kinds and on one of the items that are asked for [H38]. */
export const isAskedFor = (
  { people, kinds, items }: ActFilter,
  { personId, kind, itemId }: Pick<Act, 'personId' | 'kind' | 'itemId'>,
): boolean =>
  (people.size === 0 || people.has(personId)) &&
  (kinds.size === 0 || kinds.has(kind)) &&
  (items === null || items.has(itemId));

const KIND_OF_LINK: Readonly<Record<LineageLink['kind'], ContributionKind>> = {
  'built on': 'built on',
  'copied from': 'copied',
  'connected to': 'connected',
  'synthesised from': 'synthesised',
};

/**
 * Whether a link has to do with what is asked for: one of the people at either end, one of the items at either end, made
 * by one of the kinds [H38].
 * @param between who began the earlier item, and who made the link
 */
export const isLinkAskedFor = (
  { people, kinds, items }: ActFilter,
  { from, to, kind }: Pick<LineageLink, 'from' | 'to' | 'kind'>,
  between: readonly PersonId[],
): boolean =>
  (people.size === 0 || between.some((personId) => people.has(personId))) &&
  (kinds.size === 0 || kinds.has(KIND_OF_LINK[kind])) &&
  (items === null || items.has(from) || items.has(to));
