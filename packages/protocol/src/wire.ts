/**
 * The messages of the sync socket beside y-protocols' own (0 sync, 1 awareness, 2 auth, 3 query awareness).
 * They are sent only to connections that ask with `?weft=1`: a stock client logs unknown types as errors.
 * Every frame is one message: a varUint type, then a body. Bodies are JSON as a varString, but for *saved*.
 */
import { createDecoder, hasContent, readVarString, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { z } from 'zod';
import { BoardEventSchema } from './events.ts';
import { BoardIdSchema, ConnectionIdSchema, ItemIdSchema, PersonIdSchema } from './ids.ts';
import { IntentSchema, OfflineWorkSchema, type Intent, type OfflineWork } from './intent.ts';
import { PersonSchema, RoleSchema } from './person.ts';

export const PROTOCOL_VERSION = 1;

export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  hello: 100,
  saved: 101,
  roster: 102,
  rejected: 103,
  event: 104,
  intent: 105,
  presence: 106,
  storage: 107,
} as const;

export const HelloSchema = z.object({
  protocol: z.number().int(),
  boardId: BoardIdSchema,
  /** Changed by erasure and by restoring a backup: a client with another generation sets its copy aside. */
  generation: z.string(),
  connectionId: ConnectionIdSchema,
  person: PersonSchema,
  role: RoleSchema,
  /** What the board's document is written with: a client that knows only older ones must not touch it. */
  board: z.object({ format: z.number().int().nullable(), schema: z.unknown() }).optional(),
  /** The server's clock, ms since the epoch. */
  now: z.number(),
  limits: z.object({ maxFrameBytes: z.number() }),
  /** Items that a facilitator locked; *event* tells of each later change. */
  locked: z.array(ItemIdSchema).optional(),
});
export type Hello = z.infer<typeof HelloSchema>;

/** `frames`: sync frames received on this connection that are durable; `seq`: the newest durable entry of the board. */
export interface Saved {
  readonly frames: number;
  readonly seq: number;
}

/**
 * Who is behind which clientID, as the receiver is told of them. The first roster of a connection is whole, and so is one
 * that says so, as the board shows people differently from then on; others are what changed.
 */
export const RosterSchema = z.object({
  whole: z.literal(true).optional(),
  people: z.array(PersonSchema.extend({ role: RoleSchema })),
  clients: z.array(z.tuple([z.number(), PersonIdSchema])),
  gone: z.array(z.number()),
});
export type Roster = z.infer<typeof RosterSchema>;

/** A change of this connection that was not applied, or not wholly; the client rebuilds its document from the server. */
export const RejectedSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** Some of the records of which something was not taken. */
  items: z.array(ItemIdSchema).optional(),
});
export type Rejected = z.infer<typeof RejectedSchema>;

export const EventMessageSchema = z.object({
  seq: z.number(),
  at: z.number(),
  personId: PersonIdSchema.nullable(),
  event: BoardEventSchema,
});
export type EventMessage = z.infer<typeof EventMessageSchema>;

/**
 * Can the server save? While there is a fault the board can be read, and what a client sends is not taken: it keeps it,
 * and sends it again when the server asks anew (SyncStep1).
 */
export const StorageSchema = z.object({ fault: z.enum(['storage_full', 'storage_failed']).nullable() });
export type Storage = z.infer<typeof StorageSchema>;
export type StorageFault = NonNullable<Storage['fault']>;

export type ServerMessage =
  | { readonly type: 'hello'; readonly hello: Hello }
  | { readonly type: 'saved'; readonly saved: Saved }
  | { readonly type: 'roster'; readonly roster: Roster }
  | { readonly type: 'rejected'; readonly rejected: Rejected }
  | { readonly type: 'event'; readonly event: EventMessage }
  | { readonly type: 'storage'; readonly storage: Storage };

function jsonFrame(type: number, body: unknown): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder();
  writeVarUint(encoder, type);
  writeVarString(encoder, JSON.stringify(body));
  return toUint8Array(encoder);
}

export const encodeHello = (hello: Hello): Uint8Array<ArrayBuffer> => jsonFrame(MESSAGE.hello, hello);
export const encodeRoster = (roster: Roster): Uint8Array<ArrayBuffer> => jsonFrame(MESSAGE.roster, roster);
export const encodeRejected = (rejected: Rejected): Uint8Array<ArrayBuffer> => jsonFrame(MESSAGE.rejected, rejected);
export const encodeEvent = (event: EventMessage): Uint8Array<ArrayBuffer> => jsonFrame(MESSAGE.event, event);
export const encodeStorage = (storage: Storage): Uint8Array<ArrayBuffer> => jsonFrame(MESSAGE.storage, storage);
export const encodeIntent = (intent: Intent | OfflineWork): Uint8Array<ArrayBuffer> =>
  jsonFrame(MESSAGE.intent, intent);

export function encodeSaved(saved: Saved): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder();
  writeVarUint(encoder, MESSAGE.saved);
  writeVarUint(encoder, saved.frames);
  writeVarUint(encoder, saved.seq);
  return toUint8Array(encoder);
}

/** Reads a JSON body that follows the type. Throws what the decoder, JSON or the schema throws: the edge maps it. */
function readJson<T>(frame: Uint8Array, schema: z.ZodType<T>): T {
  const decoder = createDecoder(frame);
  readVarUint(decoder);
  const body: unknown = JSON.parse(readVarString(decoder));
  if (hasContent(decoder)) throw new RangeError('bytes after the message');
  return schema.parse(body);
}

/** @returns an intent frame's body (client to server). Throws on anything malformed. */
export const decodeIntent = (frame: Uint8Array): Intent | OfflineWork =>
  readJson(frame, z.discriminatedUnion('kind', [IntentSchema, OfflineWorkSchema]));

/**
 * Reads one frame from the server. @returns null for y-protocols' own types and for types of a newer server, which a
 * client passes over. Throws on a known type with a malformed body.
 */
export function decodeServerMessage(frame: Uint8Array): ServerMessage | null {
  const decoder = createDecoder(frame);
  switch (readVarUint(decoder)) {
    case MESSAGE.hello:
      return { type: 'hello', hello: readJson(frame, HelloSchema) };
    case MESSAGE.saved:
      return { type: 'saved', saved: { frames: readVarUint(decoder), seq: readVarUint(decoder) } };
    case MESSAGE.roster:
      return { type: 'roster', roster: readJson(frame, RosterSchema) };
    case MESSAGE.rejected:
      return { type: 'rejected', rejected: readJson(frame, RejectedSchema) };
    case MESSAGE.event:
      return { type: 'event', event: readJson(frame, EventMessageSchema) };
    case MESSAGE.storage:
      return { type: 'storage', storage: readJson(frame, StorageSchema) };
    default:
      return null;
  }
}
