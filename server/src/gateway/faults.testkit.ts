import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { onTestFinished } from 'vitest';
import { BOARD, type TestGateway } from './testGateway.testkit.ts';

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Somebody on the board with the stock client, which comes back by itself. */
export class StockPeer {
  readonly doc = new Y.Doc();
  readonly records = this.doc.getMap<unknown>('records');
  readonly provider: WebsocketProvider;

  constructor(gateway: TestGateway, token: string) {
    this.provider = new WebsocketProvider(gateway.url, BOARD, this.doc, {
      params: { token },
      disableBc: true,
      maxBackoffTime: 200,
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    onTestFinished(() => this.provider.destroy());
  }

  /** The network goes without a word. */
  drop(): void {
    (this.provider.ws as unknown as WebSocket | null)?.terminate();
  }

  get keys(): string[] {
    return [...this.records.keys()].filter((key) => key.startsWith('k-')).toSorted();
  }
}

/** The same order of chances for the same seed. */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
