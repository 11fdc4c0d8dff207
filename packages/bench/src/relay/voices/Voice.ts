/** What a probe learns from what it is sent. */
export interface Hearing {
  /** Somebody's note stands where that editor put it with the move of this number. */
  onMove(editor: number, move: number): void;
  /** A newer state of somebody else's presence. */
  onCursor(): void;
}

/**
 * How one client talks with one kind of relay, as WebSocket frames in and payloads out. Frames that come again and again
 * are made once and patched, so that the generator costs as little as it can.
 */
export interface Voice {
  /** Sent as soon as the socket is open. */
  readonly greeting: readonly Uint8Array[];
  /** Null for a relay that has nothing to say before one may begin. */
  readonly isWelcome: ((payload: Uint8Array) => boolean) | null;
  /** Puts a note of one's own onto the board. */
  addNote(editor: number): Uint8Array;
  /** Moves that note. `move` counts up from 1 and is what probes read. */
  moveNote(editor: number, move: number): Uint8Array;
  /** Moves the cursor. */
  moveCursor(): Uint8Array;
  /** Reads one payload as a probe. */
  hear(payload: Uint8Array, hearing: Hearing): void;
  /** How many of this client's edits the relay says are durable; null when the payload does not say. */
  readonly savedEdits?: (payload: Uint8Array) => number | null;
}

/**
 * Positions as they lie on a real board, to 1/64 px, which is neither an integer nor a double in Yjs's encoding. The whole
 * part carries the number.
 */
export const positionOf = (number: number): number => number + 1 / 64;
export const numberIn = (position: number): number => Math.round(position - 1 / 64);

/** A cursor's path: any position with four digits before the dot and one after, so that all are of one length. */
export function* cursorPath(seed: number): Generator<readonly [string, string], never> {
  for (let step = seed * 37; ; step += 1) {
    const [x, y] = [1_000 + ((step * 7) % 8_000), 1_000 + ((step * 3) % 8_000)];
    yield [`${x}.${1 + (step % 9)}`, `${y}.${1 + ((step * 2) % 9)}`];
  }
}
