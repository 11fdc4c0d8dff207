import type { ServerProcess } from '../ServerProcess.ts';
import type { Voice } from '../voices/Voice.ts';

/** Where one person connects, and how they talk there. */
export interface Seat {
  readonly path: string;
  readonly voice: Voice;
}

/** A board on a running relay. */
export interface PeerBoard {
  /** A seat for one more person. */
  seat(): Promise<Seat>;
  /** Asks for each person's part, where the relay knows of it. @returns the newest log entry that is in the answer */
  contributions?(since?: number): Promise<number>;
}

export interface RunningPeer {
  readonly server: ServerProcess;
  board(): Promise<PeerBoard>;
  stop(): Promise<void>;
}

export interface PeerStart {
  /** Whether the server has a core of its own. */
  readonly pinned: boolean;
  /** More arguments for Node: a profiler's. */
  readonly nodeArguments?: readonly string[];
}

/** One of the relays that are compared. */
export interface Peer {
  /** As it is chosen on the command line. */
  readonly id: string;
  /** As it stands in the tables. */
  readonly name: string;
  /** What of it a reader must know. */
  readonly about: string;
  /** Whether it keeps a Yjs document that can be filled. */
  readonly speaksYjs: boolean;
  start(options: PeerStart): Promise<RunningPeer>;
}

/** clientIDs as large as real ones: five bytes each. */
export const clientIdOf = (person: number): number => 3_000_000_017 + person * 1_009;
