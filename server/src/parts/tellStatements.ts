import { SOMEONE, type PersonId, type Statement, type Statements } from '@weft/protocol';
import type { Telling } from '../disclosure/Telling.ts';
import type { KnownFor } from './PartRepository.ts';

/**
 * What people say, as one member may hear it, in order of the people's arrival. Of who is told as someone nothing is told:
 * words are a person's own, and told of nobody they would be read as anybody's.
 */
export function tellStatements(
  statements: readonly Statement[],
  known: readonly KnownFor[],
  telling: Telling,
): Statements {
  const people = telling.everybody().filter(({ id }) => id !== SOMEONE);
  const order = new Map(people.map(({ id }, place) => [id, place]));
  const byArrival = (a: { personId: PersonId }, b: { personId: PersonId }): number =>
    (order.get(a.personId) ?? 0) - (order.get(b.personId) ?? 0);
  const toldKnown = known.map(({ at, ...one }) => ({ ...one, personId: telling.tellId(one.personId, at) }));
  return {
    people,
    statements: statements
      .map((said) => ({ ...said, personId: telling.tellId(said.personId, said.at) }))
      .filter(isTold)
      .toSorted(byArrival),
    known: toldKnown.filter(isTold).toSorted(byArrival),
  };
}

const isTold = ({ personId }: { readonly personId: PersonId }): boolean => personId !== SOMEONE;
