import { useQueryClient } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { useEffect } from 'react';
import { queries } from '../api/queries.ts';
import type { BoardConnection } from '../sync/BoardConnection.ts';

/**
 * Forgets what was told of people when the board begins to show them in another way. The event says that it was chosen;
 * from the roster that follows on, everything is told in the new way.
 */
export function useDisplayChanges(boardId: BoardId, connection: BoardConnection | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (connection === null) return undefined;
    let isChosen = false;
    let { people } = connection.state();
    const stopEvents = connection.onEvent(({ event }) => {
      isChosen ||= event.type === 'display-changed';
    });
    const stop = connection.subscribe(() => {
      const before = people;
      ({ people } = connection.state());
      if (!isChosen || people === before) return;
      isChosen = false;
      for (const told of ['contributions', 'lineage', 'writers', 'display']) {
        void queryClient.resetQueries({ queryKey: [told, boardId] });
      }
      void queryClient.invalidateQueries({ queryKey: queries.board(boardId).queryKey });
    });
    return () => {
      stopEvents();
      stop();
    };
  }, [queryClient, boardId, connection]);
}
