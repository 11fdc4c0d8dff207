import { eraseContent, scanUpdate, type ClockRanges, type DeleteRange } from '@weft/update-codec';
import type { SealedEntry } from '@weft/history/sealing';
import { readBoardEvent, type BoardEvent, type ConnectionId, type PersonId } from '@weft/protocol';
import { encodeEventPayload } from '../eventPayload.ts';

/** Whom what was erased is of: nobody can have this id, and nobody is told a name for it. */
export const SOMEONE = 'someone' as PersonId;
const NO_CONNECTION = 'someone' as ConnectionId;

export interface EntryErasing {
  readonly ranges: ClockRanges<DeleteRange>;
  readonly inScope: (entry: SealedEntry) => boolean;
  /** Whose part it is; null for a stretch of time. */
  readonly personId: PersonId | null;
}

/** An entry without what is erased of it: the same object where nothing is. */
export function eraseEntry(entry: SealedEntry, erasing: EntryErasing): SealedEntry {
  const payload = entry.kind === 'update' ? erasedUpdate(entry.payload, erasing.ranges) : erasedEvent(entry, erasing);
  const isSigned = erasing.inScope(entry) && entry.author !== 0;
  if (payload === entry.payload && !isSigned) return entry;
  return { ...entry, payload, ...(isSigned ? { author: 0, connectionId: NO_CONNECTION } : {}) };
}

function erasedUpdate(payload: Uint8Array, ranges: ClockRanges<DeleteRange>): Uint8Array {
  const scanned = scanUpdate(payload, { maxStructs: Infinity, maxNesting: Infinity, maxClients: Infinity });
  if (!scanned.ok) return payload;
  const gone = scanned.update.ranges.flatMap((range) => ranges.within(range));
  if (gone.length === 0) return payload;
  const erased = eraseContent(payload, gone);
  return Buffer.compare(erased, payload) === 0 ? payload : erased;
}

function erasedEvent(entry: SealedEntry, erasing: EntryErasing): Uint8Array {
  const event = readBoardEvent(entry.payload);
  if (event === null) return entry.payload;
  const erased = withoutWords(withoutPerson(event, erasing.personId), erasing.inScope(entry));
  return erased === event ? entry.payload : encodeEventPayload(erased);
}

const withoutWords = (event: BoardEvent, isGone: boolean): BoardEvent =>
  isGone && event.type === 'renamed' && event.title !== '' ? { ...event, title: '' } : event;

function withoutPerson(event: BoardEvent, personId: PersonId | null): BoardEvent {
  if (personId === null) return event;
  if (event.type === 'role-changed' && event.personId === personId) return { ...event, personId: SOMEONE };
  if (event.type !== 'attributed' || (event.from !== personId && event.to !== personId)) return event;
  const named = (id: PersonId): PersonId => (id === personId ? SOMEONE : id);
  return { ...event, from: named(event.from), to: named(event.to) };
}
