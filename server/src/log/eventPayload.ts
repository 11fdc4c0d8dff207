import { BoardEventSchema, type BoardEvent } from '@weft/protocol';

/** An event entry's payload is the UTF-8 JSON of a `BoardEvent`. */
export const encodeEventPayload = (event: BoardEvent): Uint8Array => new TextEncoder().encode(JSON.stringify(event));

/** Throws on bytes that are no event: the log holds none. */
export const decodeEvent = (payload: Uint8Array): BoardEvent =>
  BoardEventSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
