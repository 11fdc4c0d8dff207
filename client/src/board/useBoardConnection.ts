import type { BoardId, Person } from '@weft/protocol';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { BoardConnection, type ConnectionState } from '../sync/BoardConnection.ts';

const never = () => () => {};

/** One connection for as long as the page shows this board; null for the first moment. `me` must be stable. */
export function useBoardConnection(boardId: BoardId, me: Person): BoardConnection | null {
  const [connection, setConnection] = useState<BoardConnection | null>(null);
  useEffect(() => {
    const opened = new BoardConnection({ boardId, me });
    // oxlint-disable-next-line react/set-state-in-effect -- a socket is no derived value: it opens and closes with the effect
    setConnection(opened);
    return () => opened.destroy();
  }, [boardId, me]);
  return connection;
}

export function useConnectionState(connection: BoardConnection | null): ConnectionState | null {
  return useSyncExternalStore(connection?.subscribe ?? never, () => connection?.state() ?? null);
}
