import { CONTRIBUTION_KINDS, type ContributionKind } from '@weft/protocol';

export interface ReplaySearch {
  /** Where to open it, in ms since the epoch. */
  readonly t?: number;
  /** Plays from `t` until then, in about half a minute. */
  readonly to?: number;
  /** The item to show. */
  readonly item?: string;
  /** The item whose idea is followed. */
  readonly idea?: string;
  /** The moment that is open. */
  readonly moment?: string;
  /** 1: follows whoever leads a look back. */
  readonly together?: 1;
  /** Whose part is shown. */
  readonly who?: readonly string[];
  /** Which kinds of contribution are shown. */
  readonly kind?: readonly ContributionKind[];
  /** The items that are shown, with what lies in them. */
  readonly only?: readonly string[];
}

/** What the address of a replay asks for; what is none of it is left out. */
export function readReplaySearch(search: Record<string, unknown>): ReplaySearch {
  const { t, to, item, idea, moment, together } = search;
  const [who, kind, only] = [wordsOf(search['who']), wordsOf(search['kind']).filter(isKind), wordsOf(search['only'])];
  return {
    ...(typeof t === 'number' && Number.isFinite(t) ? { t } : {}),
    ...(typeof to === 'number' && Number.isFinite(to) ? { to } : {}),
    ...(typeof item === 'string' ? { item } : {}),
    ...(typeof idea === 'string' ? { idea } : {}),
    ...(typeof moment === 'string' ? { moment } : {}),
    ...(together === 1 ? { together } : {}),
    ...(who.length > 0 ? { who } : {}),
    ...(kind.length > 0 ? { kind } : {}),
    ...(only.length > 0 ? { only } : {}),
  };
}

/** An address holds no more: browsers and servers cut what is longer. */
export const MOST_IN_ADDRESS = 100;

/** One word or several, each once. */
const wordsOf = (value: unknown): readonly string[] =>
  [...new Set(Array.isArray(value) ? (value as readonly unknown[]) : [value])]
    .filter((word): word is string => typeof word === 'string' && word !== '')
    .slice(0, MOST_IN_ADDRESS);

const isKind = (word: string): word is ContributionKind => (CONTRIBUTION_KINDS as readonly string[]).includes(word);

/** What an address can ask for more than one of. */
export type FilterName = 'who' | 'kind' | 'only';

/** Asks for one more, or for that one no longer. */
export function withOrWithout(search: ReplaySearch, name: FilterName, word: string): ReplaySearch {
  const words: readonly string[] = search[name] ?? [];
  const changed = words.includes(word) ? words.filter((known) => known !== word) : [...words, word];
  return readReplaySearch({ ...search, [name]: changed });
}

/** Follows the idea of that item, or none. */
export const followingIdea = ({ idea: _before, ...others }: ReplaySearch, itemId: string | null): ReplaySearch => ({
  ...others,
  ...(itemId !== null && { idea: itemId }),
});

/** Asks for everything. */
export const withoutFilter = ({ who: _who, kind: _kind, only: _only, ...others }: ReplaySearch): ReplaySearch => others;
