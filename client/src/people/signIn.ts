import type { Person } from '@weft/protocol';
import { queryClient } from '../api/queryClient.ts';
import { queries } from '../api/queries.ts';

/** From now on this device is that person: whatever was fetched as somebody else is forgotten. */
export function becomePerson(person: Person | null): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'config' });
  queryClient.setQueryData(queries.me.queryKey, person);
}
