/** One item's story: who started it and who refined it, what others did to it, what it came from and what grew from it. */
import { grownFrom } from '@weft/contribution';
import type { ContributionKind, Contributions, ItemId, Lineage, LineageLink, Person, PersonId } from '@weft/protocol';

export interface ItemChange {
  /** Null for what nobody did: the server by itself. */
  readonly person: Person | null;
  readonly kinds: readonly ContributionKind[];
  /** When they last did something to it, ms since the epoch. */
  readonly at: number;
  /** Something of it came with work that was done without a connection. */
  readonly offline: boolean;
  /** They wrote it in somebody else's words. */
  readonly heldThePen: boolean;
}

/** Another item that this one leads back to, or that leads back to this one. */
export interface Relative {
  readonly itemId: ItemId;
  readonly type: string;
  readonly words: string;
  /** Still on the board. */
  readonly present: boolean;
  readonly startedBy: Person | null;
  readonly kind: LineageLink['kind'];
  /** What the arrow between them says. */
  readonly why: string | null;
}

export interface ItemStory {
  readonly startedBy: Person | null;
  readonly startedAt: number;
  /** It came with work that was done without a connection. */
  readonly startedOffline: boolean;
  /** Who wrote in what somebody else started. */
  readonly refinedBy: readonly Person[];
  readonly changes: readonly ItemChange[];
  /** Items on the board that grew from it, over any number of links. */
  readonly grew: number;
  readonly builtOn: readonly Relative[];
  readonly ledTo: readonly Relative[];
}

/**
 * @param lineage null while it is not known yet: the rest is told without it
 * @returns null when the item is not in the log yet, or no longer counted.
 */
export function itemStory(contributions: Contributions, lineage: Lineage | null, itemId: ItemId): ItemStory | null {
  const item = contributions.items.find(({ id }) => id === itemId);
  if (item === undefined) return null;
  const people = new Map(contributions.people.map((person) => [person.id, person]));
  const personOf = (id: PersonId | null) => (id === null ? null : (people.get(id) ?? null));
  const changes = changesOf(contributions, item);
  return {
    startedBy: personOf(item.startedBy),
    startedAt: item.startedAt,
    startedOffline: contributions.contributions.some(
      ({ itemId: of, kind, offline }) => of === itemId && kind === 'started' && offline === true,
    ),
    refinedBy: changes.filter(isWriting).flatMap(({ person }) => person ?? []),
    changes,
    ...relativesOf(lineage, itemId),
  };
}

const isWriting = ({ kinds }: ItemChange): boolean => kinds.includes('wrote') || kinds.includes('refined');

/** What others did to it, in order of their arrival. */
function changesOf({ people, contributions }: Contributions, item: Contributions['items'][number]): ItemChange[] {
  const order = new Map(people.map((person, index) => [person.id, { person, index }]));
  const arrival = (id: PersonId) => order.get(id)?.index ?? Number.MAX_SAFE_INTEGER;
  return item.people
    .filter(({ personId, kinds, heldThePen }) => personId !== item.startedBy && (kinds.length > 0 || heldThePen))
    .toSorted((a, b) => arrival(a.personId) - arrival(b.personId))
    .map(({ personId, kinds, heldThePen = false }) => {
      const own = contributions.filter((one) => one.itemId === item.id && one.personId === personId);
      return {
        person: order.get(personId)?.person ?? null,
        kinds,
        at: own.reduce((latest, { to }) => Math.max(latest, to), item.startedAt),
        offline: own.some(({ offline }) => offline === true),
        heldThePen,
      };
    });
}

function relativesOf(lineage: Lineage | null, itemId: ItemId): Pick<ItemStory, 'grew' | 'builtOn' | 'ledTo'> {
  if (lineage === null) return { grew: 0, builtOn: [], ledTo: [] };
  const items = new Map(lineage.items.map((item) => [item.id, item]));
  const people = new Map(lineage.people.map((person) => [person.id, person]));
  const relative = (id: ItemId, { kind, why }: LineageLink): Relative[] => {
    const item = items.get(id);
    if (item === undefined) return [];
    const startedBy = item.startedBy === null ? null : (people.get(item.startedBy) ?? null);
    return [
      { itemId: id, type: item.type, words: item.words, present: item.present, startedBy, kind, why: why ?? null },
    ];
  };
  return {
    grew: grownFrom(lineage.links, itemId).filter((step) => items.get(step.itemId)?.present === true).length,
    builtOn: lineage.links.flatMap((link) => (link.from === itemId ? relative(link.to, link) : [])),
    ledTo: lineage.links.flatMap((link) => (link.to === itemId ? relative(link.from, link) : [])),
  };
}
