/**
 * The compact presence of Weft's own client (message 106). A presence state is an object of top-level fields; of each
 * change only the fields that changed travel, as JSON, and the pointer, which moves all the time, as two small numbers.
 *
 * To the server a frame tells of one clientID. To clients a frame tells of many, each under a small number of the board
 * (its slot) that the entry which introduced it named: 6 to 9 bytes for whoever only moved the pointer.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { ClientId } from './ids.ts';
import { MESSAGE } from './wire.ts';

/** Where somebody points, on the page; quantised to a quarter of a pixel on the wire. */
export type PresencePointer = readonly [x: number, y: number];

/** What changed in one presence state. */
export interface PresencePatch {
  /** The person left: nothing else counts. */
  readonly gone: boolean;
  /** `fields` is all there is; what was known before is forgotten. */
  readonly whole: boolean;
  /** Changed top-level fields by name, each as JSON; null for one that is there no longer. Never holds `pointer`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Left out: as it was. */
  readonly pointer?: PresencePointer | null;
}

/** One patch on its way to clients. `clientId` is given where the slot is introduced. */
export interface SlotPatch extends PresencePatch {
  readonly slot: number;
  readonly clientId?: ClientId;
}

/** `whole`: everybody who is here; whoever is not in it has left. */
export interface PresenceNews {
  readonly whole: boolean;
  readonly entries: readonly SlotPatch[];
}

/** The state's field that travels as `pointer`. */
export const POINTER_FIELD = 'pointer';

const UNITS_PER_PIXEL = 4;
/** Beyond any board, and still a small integer in quarters of a pixel. */
const MAX_COORDINATE = 1e7;

const FLAG = { fields: 1, pointer: 2, noPointer: 4, gone: 8, whole: 16, introduced: 32 } as const;
const ALL_FLAGS = 63;

/** What a client says of itself. */
export function encodePresence(clientId: ClientId, patch: PresencePatch): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.presence);
  encoding.writeVarUint(encoder, clientId);
  writePatch(encoder, patch, 0);
  return encoding.toUint8Array(encoder);
}

/** Reads a client's frame whose type was read already. Throws on anything malformed; bounds are the caller's. */
export function readPresencePatch(decoder: decoding.Decoder): { clientId: ClientId; patch: PresencePatch } {
  const clientId = decoding.readVarUint(decoder);
  const flags = readFlags(decoder);
  if ((flags & FLAG.introduced) !== 0) throw new RangeError('a client introduces no slots');
  const patch = readPatch(decoder, flags);
  if (decoding.hasContent(decoder)) throw new RangeError('bytes after the message');
  return { clientId, patch };
}

/** What the server tells everybody. */
export function encodePresenceNews({ whole, entries }: PresenceNews): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.presence);
  encoding.writeVarUint(encoder, whole ? 1 : 0);
  encoding.writeVarUint(encoder, entries.length);
  for (const entry of entries) {
    encoding.writeVarUint(encoder, entry.slot);
    writePatch(encoder, entry, entry.clientId === undefined ? 0 : FLAG.introduced);
    if (entry.clientId !== undefined) encoding.writeVarUint(encoder, entry.clientId);
  }
  return encoding.toUint8Array(encoder);
}

/** Reads a frame from the server. Throws on anything malformed. */
export function decodePresenceNews(frame: Uint8Array): PresenceNews {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  const whole = decoding.readVarUint(decoder) === 1;
  const count = decoding.readVarUint(decoder);
  // An entry takes two bytes at least: no count can ask for more memory than the frame has.
  if (count * 2 > frame.byteLength) throw new RangeError('more entries than bytes');
  const entries: SlotPatch[] = [];
  for (let index = 0; index < count; index++) {
    const slot = decoding.readVarUint(decoder);
    const flags = readFlags(decoder);
    const patch = readPatch(decoder, flags);
    const clientId = (flags & FLAG.introduced) === 0 ? {} : { clientId: decoding.readVarUint(decoder) };
    entries.push({ slot, ...patch, ...clientId });
  }
  if (decoding.hasContent(decoder)) throw new RangeError('bytes after the message');
  return { whole, entries };
}

function writePatch(encoder: encoding.Encoder, patch: PresencePatch, more: number): void {
  const { gone, whole, fields, pointer } = patch;
  const hasFields = !gone && Object.keys(fields).length > 0;
  const pointerFlag = gone || pointer === undefined ? 0 : pointer === null ? FLAG.noPointer : FLAG.pointer;
  const flags = more | pointerFlag | (gone ? FLAG.gone : 0) | (whole ? FLAG.whole : 0) | (hasFields ? FLAG.fields : 0);
  encoding.writeUint8(encoder, flags);
  if (hasFields) encoding.writeVarString(encoder, JSON.stringify(fields));
  if (pointerFlag === FLAG.pointer && pointer) for (const side of pointer) writeCoordinate(encoder, side);
}

function writeCoordinate(encoder: encoding.Encoder, value: number): void {
  const bounded = Math.min(MAX_COORDINATE, Math.max(-MAX_COORDINATE, value));
  encoding.writeVarInt(encoder, Math.round(bounded * UNITS_PER_PIXEL));
}

function readFlags(decoder: decoding.Decoder): number {
  const flags = decoding.readUint8(decoder);
  if (flags > ALL_FLAGS) throw new RangeError('unknown flags');
  return flags;
}

function readPatch(decoder: decoding.Decoder, flags: number): PresencePatch {
  const fields = (flags & FLAG.fields) === 0 ? {} : readFields(decoder);
  const patch = { gone: (flags & FLAG.gone) !== 0, whole: (flags & FLAG.whole) !== 0, fields };
  if ((flags & FLAG.noPointer) !== 0) return { ...patch, pointer: null };
  if ((flags & FLAG.pointer) === 0) return patch;
  return { ...patch, pointer: [readCoordinate(decoder), readCoordinate(decoder)] };
}

function readCoordinate(decoder: decoding.Decoder): number {
  const value = decoding.readVarInt(decoder) / UNITS_PER_PIXEL;
  if (!(Math.abs(value) <= MAX_COORDINATE)) throw new RangeError('a pointer beyond any board');
  return value;
}

function readFields(decoder: decoding.Decoder): Record<string, unknown> {
  const value: unknown = JSON.parse(decoding.readVarString(decoder));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('fields are an object');
  // Assigned somewhere, it would change what the object is that it is assigned to.
  if (Object.hasOwn(value, '__proto__')) throw new TypeError('a field is called __proto__');
  if (POINTER_FIELD in value) throw new TypeError('the pointer has a place of its own');
  return { ...value };
}
