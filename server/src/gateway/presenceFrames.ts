import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE, readPresencePatch, type ClientId, type PresencePatch } from '@weft/protocol';

/** One entry of y-protocols awareness: `state` is its JSON as it came, 'null' when the client left. */
export interface PresenceEntry {
  readonly clientId: ClientId;
  readonly clock: number;
  readonly state: string;
}

export interface PresenceBounds {
  readonly maxEntries: number;
  readonly maxStateBytes: number;
}

/** The clocks that the hub gives out are ms since the epoch, and stock clients repeat them. */
const MAX_CLOCK = 2 ** 50;
/** Yjs makes clientIDs of 32 bits; other implementations make them of 53. */
const MAX_CLIENT_ID = Number.MAX_SAFE_INTEGER;
/** y-protocols compares states by recursion: a deep one would throw in every browser that hears it. */
const MAX_STATE_DEPTH = 64;

/** Reads an awareness update (the message's body). @returns null for anything malformed or out of bounds. */
export function readPresence(update: Uint8Array, bounds: PresenceBounds): readonly PresenceEntry[] | null {
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    if (count > bounds.maxEntries) return null;
    const entries: PresenceEntry[] = [];
    for (let index = 0; index < count; index++) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state = decoding.readVarString(decoder);
      if (!isUpTo(clock, MAX_CLOCK) || !isUpTo(clientId, MAX_CLIENT_ID)) return null;
      if (state.length > bounds.maxStateBytes) return null;
      // It goes out to everybody as it is, and everybody parses it.
      const value: unknown = JSON.parse(state);
      if (value !== null && (typeof value !== 'object' || Array.isArray(value))) return null;
      if (isDeeperThan(value, MAX_STATE_DEPTH)) return null;
      entries.push({ clientId, clock, state });
    }
    return decoding.hasContent(decoder) ? null : entries;
  } catch {
    return null;
  }
}

/**
 * Reads one of Weft's compact presence messages, its type read already. @returns null for anything malformed or out of
 * bounds; how large the state may grow is the hub's to say.
 */
export function readCompactPresence(
  decoder: decoding.Decoder,
): { readonly clientId: ClientId; readonly patch: PresencePatch } | null {
  try {
    const said = readPresencePatch(decoder);
    return isUpTo(said.clientId, MAX_CLIENT_ID) && !isDeeperThan(said.patch.fields, MAX_STATE_DEPTH) ? said : null;
  } catch {
    return null;
  }
}

/** lib0 reads a long enough run of zeros as NaN, which no comparison finds too large, and no log could keep as an owner. */
const isUpTo = (value: number, most: number): boolean => Number.isSafeInteger(value) && value <= most;

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

/** An awareness frame with these entries, encoded once for all who get it. */
export function presenceFrame(entries: readonly PresenceEntry[]): Uint8Array {
  const body = encoding.createEncoder();
  encoding.writeVarUint(body, entries.length);
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(body, clientId);
    encoding.writeVarUint(body, clock);
    encoding.writeVarString(body, state);
  }
  const frame = encoding.createEncoder();
  encoding.writeVarUint(frame, MESSAGE.awareness);
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(body));
  return encoding.toUint8Array(frame);
}
