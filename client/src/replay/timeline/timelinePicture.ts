import type { Contributions, ItemId, Lineage, LineageLink, Person, PersonId } from '@weft/protocol';
import { episodesOf, threadsOf, type Act, type Episode, type Thread } from '@weft/history/timeline';
import { calledById } from '../../people/nameOf.ts';

/** One person's thread, with the person as they are told to me. */
export interface PersonThread extends Thread {
  readonly person: Person;
}

/** What one thread gave to another: an item that somebody built on, from its beginning to the link. */
export interface Strand {
  readonly link: LineageLink;
  readonly from: { readonly personId: PersonId; readonly at: number };
  readonly to: { readonly personId: PersonId; readonly at: number };
}

/** All that the timeline shows, as far as I am told of it. */
export interface TimelinePicture {
  readonly acts: readonly Act[];
  /** With the names that are to be read. */
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly threads: readonly PersonThread[];
  readonly episodes: readonly Episode[];
  readonly strands: readonly Strand[];
  /** The first words of items, where they have any. */
  readonly words: ReadonlyMap<ItemId, string>;
}

/** The making of a board, ready to be drawn. */
export function timelinePicture({ contributions, people, items }: Contributions, lineage: Lineage): TimelinePicture {
  const known = calledById(people);
  const threads = threadsOf(contributions).flatMap((thread) => {
    const person = known.get(thread.personId);
    return person === undefined ? [] : [{ ...thread, person }];
  });
  return {
    acts: contributions,
    people: known,
    threads,
    episodes: episodesOf(contributions),
    strands: strandsOf(lineage),
    words: new Map(
      [...lineage.items, ...items].filter(({ words }) => words !== '').map(({ id, words }) => [id, words]),
    ),
  };
}

function strandsOf({ items, links }: Lineage): readonly Strand[] {
  const sources = new Map(items.map((item) => [item.id, item]));
  return links.flatMap((link): Strand[] => {
    const source = sources.get(link.to);
    if (source === undefined || source.startedBy === null || link.personId === null) return [];
    return [
      {
        link,
        from: { personId: source.startedBy, at: source.startedAt },
        to: { personId: link.personId, at: link.at },
      },
    ];
  });
}
