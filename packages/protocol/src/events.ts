import { decodeUtf8 } from 'lib0/string';
import { z } from 'zod';
import { DisplaySchema } from './display.ts';
import { BoardIdSchema, PersonIdSchema, ItemIdSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { RoleSchema } from './person.ts';

/** So many items are locked or unlocked by one event. */
export const LockedItemIdsSchema = z.array(ItemIdSchema).min(1).max(LIMITS.maxItemsLockedAtOnce);

/** What a board began with: another board as it was after an entry, or the history of one that came as a file. */
export const BoardOriginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('board'), boardId: BoardIdSchema, seq: z.number().int(), at: z.number() }),
  z.object({ kind: z.literal('file'), at: z.number() }),
]);
export type BoardOrigin = z.infer<typeof BoardOriginSchema>;

/**
 * What happened to a board besides changes of its document. Events are entries of the same log, in the same order;
 * whatever is enforced or secret is an event and never in the document. The acting person is the entry's `personId`.
 */
export const BoardEventSchema = z.discriminatedUnion('type', [
  /** `from`: it was not begun with nothing. */
  z.object({ type: z.literal('created'), title: z.string(), from: BoardOriginSchema.optional() }),
  z.object({ type: z.literal('renamed'), title: z.string() }),
  z.object({ type: z.literal('joined'), role: RoleSchema }),
  z.object({ type: z.literal('role-changed'), personId: PersonIdSchema, role: RoleSchema }),
  z.object({ type: z.literal('deleted') }),
  z.object({ type: z.literal('undeleted') }),
  /** Somebody marked an item as built on others; later issues add moments, votes … */
  z.object({ type: z.literal('built-on'), itemId: ItemIdSchema, sources: z.array(ItemIdSchema).max(100) }),
  /** A facilitator locked items, or unlocked them: from this entry on participants cannot change or delete them. */
  z.object({ type: z.literal('locked'), itemIds: LockedItemIdsSchema }),
  z.object({ type: z.literal('unlocked'), itemIds: LockedItemIdsSchema }),
  /** How the board shows whose something is, from now on. */
  z.object({ type: z.literal('display-changed'), display: DisplaySchema }),
  /**
   * Somebody marked a moment of the making, changed its words or took it back. Its words are not in the log: they can be
   * changed and taken away.
   */
  z.object({
    type: z.literal('moment'),
    what: z.enum(['marked', 'changed', 'withdrawn']),
    momentId: z.string(),
    at: z.number(),
  }),
  /** Somebody leads a look back at the making, which others can follow. */
  z.object({ type: z.literal('look-back'), what: z.enum(['began', 'ended']) }),
  /** A facilitator took content out of the log for good. Whose, and what it was, is not said. */
  z.object({
    type: z.literal('erased'),
    what: z.enum(['part', 'stretch']),
    entries: z.number().int(),
    items: z.number().int(),
  }),
  /** Two people agree: what `from` started and wrote of an item until here is `to`'s. The entry's person accepted it. */
  z.object({
    type: z.literal('attributed'),
    itemId: ItemIdSchema,
    from: PersonIdSchema,
    to: PersonIdSchema,
    reason: z.enum(['correction', 'written for']),
    /** Only what was there with this entry: the newest when it was offered. Without it, until the event itself. */
    until: z.number().int().optional(),
  }),
]);
export type BoardEvent = z.infer<typeof BoardEventSchema>;

/** Reads an event entry's payload. @returns null for an event that this version does not know. Throws if it is no JSON. */
export function readBoardEvent(payload: Uint8Array): BoardEvent | null {
  const parsed = BoardEventSchema.safeParse(JSON.parse(decodeUtf8(payload)));
  return parsed.success ? parsed.data : null;
}
