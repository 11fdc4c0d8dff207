import { useQuery } from '@tanstack/react-query';
import type { MyPart, Person } from '@weft/protocol';
import { partQueries } from '../api/partQueries.ts';

/** Everybody of the board as they are told to me; until they are there, those with whom I share items. */
export function useBoardPeople(part: MyPart): readonly Person[] {
  const { data } = useQuery(partQueries.contributions(part.board.id));
  return data?.people ?? part.people;
}
