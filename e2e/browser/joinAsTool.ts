import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { WeftApi } from '../WeftApi.ts';
import type { WeftServer } from '../WeftServer.ts';

/** Somebody's own program on a board: a document that the stock provider from npm keeps in step until it is destroyed. */
export interface ToolAtBoard {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
}

/** Comes in by a code as a guest named Tool. */
export async function joinAsTool(server: WeftServer, code: string): Promise<ToolAtBoard> {
  const api = new WeftApi(server.origin);
  const { token } = await api.guest('Tool');
  const { boardId } = await api.join(token, code);
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://127.0.0.1:${server.port}/sync`, boardId, doc, {
    params: { token },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  return { doc, provider };
}
