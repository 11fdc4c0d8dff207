import type { BoardId, Person } from '@weft/protocol';
import { useEffect } from 'react';
import { api } from '../api/api.ts';
import type { CanvasApi } from '../canvas/CanvasApi.ts';
import type { BoardConnection } from '../sync/BoardConnection.ts';
import { deviceStorage } from '../sync/LocalCopies.ts';
import { BuiltOnLater } from './BuiltOnLater.ts';

/** What is built on without a connection is said once it is saved. */
export function useBuiltOnLater(
  boardId: BoardId,
  me: Person,
  connection: BoardConnection | null,
  canvas: CanvasApi | null,
): void {
  const personId = me.id;
  useEffect(() => {
    if (connection === null || canvas === null) return undefined;
    const later = new BuiltOnLater({
      storage: deviceStorage(),
      key: `weft:built-on:${boardId}:${personId}`,
      say: (itemId, sources) => api.sayBuiltOn(boardId, itemId, sources),
    });
    const hear = () => void later.heard(connection.state().status);
    const stops = [
      connection.subscribe(hear),
      canvas.items.onBuiltOn((itemId, sources) => later.made(itemId, sources)),
    ];
    hear();
    return () => {
      for (const stop of stops) stop();
    };
  }, [boardId, personId, connection, canvas]);
}
