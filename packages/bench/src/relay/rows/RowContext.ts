import type { Peer, PeerStart } from '../peers/Peer.ts';
import type { Load } from '../crowd/Crowd.ts';

/** What every row is given. */
export interface RowContext {
  readonly peers: readonly Peer[];
  readonly seconds: number;
  readonly soakSeconds: number;
  readonly start: PeerStart;
}

/** The rates of all loads, unless a row says otherwise. */
export const RATES = { cursorHz: 20, editHz: 20 } as const satisfies Partial<Load>;

/** Tells on the terminal what is measured now: a table comes only when its last row is there. */
export const sayNow = (text: string): void => void process.stdout.write(`  ${text}\n`);
