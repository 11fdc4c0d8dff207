import type { ItemId, PersonId } from '@weft/protocol';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { BoardConnection } from '../sync/BoardConnection.ts';
import { writersIn } from '../sync/writersIn.ts';

const BETWEEN = ' ';

/** Who else writes in an item right now. What they write is in the log a moment later only. */
export function useWritersIn(
  connection: BoardConnection | null,
  itemId: ItemId | null,
  me: PersonId,
): readonly PersonId[] {
  const awareness = connection?.awareness ?? null;
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness?.on('change', listener);
      const stop = connection?.subscribe(listener);
      return () => {
        awareness?.off('change', listener);
        stop?.();
      };
    },
    [connection, awareness],
  );
  // One value, so that nothing is drawn again while they only write on.
  const writers = useSyncExternalStore(subscribe, () =>
    connection === null || awareness === null || itemId === null
      ? ''
      : writersIn(itemId, awareness.getStates(), connection.state().clients, me).join(BETWEEN),
  );
  return useMemo(() => (writers === '' ? [] : (writers.split(BETWEEN) as PersonId[])), [writers]);
}
