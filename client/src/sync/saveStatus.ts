import type { StorageFault } from '@weft/protocol';

/**
 * Is my work safe? One pure answer from what is known about the socket and the frames on it.
 *
 * "Saved" is said only when every change made on this page lies on the server's disk: all of it was written into the
 * document, handed to the socket, and counted back by *saved*. What is in doubt is "saving", what cannot travel is
 * "offline"; and while the server says that it cannot save, that is said, whatever else is true.
 */
export type SaveStatus = 'connecting' | 'saved' | 'saving' | 'offline' | 'full' | 'failing' | 'closed';

/** My changes are safe on this device only, and that will stay so for a while. */
export const isTroubled = (status: SaveStatus): boolean =>
  status === 'offline' || status === 'full' || status === 'failing';

export interface SaveFacts {
  /** `lost`: it was open or was tried, and is tried again; `closed`: the server said a code that does not come back. */
  readonly socket: 'opening' | 'open' | 'lost' | 'closed';
  /** Our answer to the server's state vector was sent on this socket: all that we had before it is on its way. */
  readonly handshake: boolean;
  /** Sync frames sent on this socket, and how many of them *saved* has counted back. */
  readonly framesSent: number;
  readonly framesSaved: number;
  /** Local edits so far, how many of them were handed to a socket, and how many were counted back. */
  readonly edits: number;
  readonly editsSent: number;
  readonly editsSaved: number;
  /** The canvas holds changes of a gesture in flight that are not in the document yet. */
  readonly unwritten: boolean;
  /** Why the server cannot save, as it told on this socket. */
  readonly storageFault: StorageFault | null;
}

export function saveStatus(facts: SaveFacts): SaveStatus {
  if (facts.socket === 'closed') return 'closed';
  if (facts.socket === 'lost') return 'offline';
  if (facts.storageFault !== null) return facts.storageFault === 'storage_full' ? 'full' : 'failing';
  if (facts.socket === 'open' && isSettled(facts)) return 'saved';
  // Nothing of mine is at stake before the first answer: that is connecting, not saving.
  return facts.unwritten || facts.edits > facts.editsSaved ? 'saving' : 'connecting';
}

function isSettled(facts: SaveFacts): boolean {
  return (
    facts.handshake &&
    !facts.unwritten &&
    facts.edits === facts.editsSent &&
    facts.framesSent > 0 &&
    facts.framesSaved >= facts.framesSent
  );
}
