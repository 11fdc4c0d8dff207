import { z } from 'zod';

/**
 * Ids are opaque strings; brands keep one kind from being passed for another.
 * `PersonId`, `BoardId` and `ConnectionId` are made by the server; an `ItemId` is tldraw's shape id.
 */
const opaqueId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w:.-]+$/);

export const PersonIdSchema = opaqueId.brand<'PersonId'>();
export const BoardIdSchema = opaqueId.brand<'BoardId'>();
export const ConnectionIdSchema = opaqueId.brand<'ConnectionId'>();
export const ItemIdSchema = opaqueId.brand<'ItemId'>();

export type PersonId = z.infer<typeof PersonIdSchema>;
export type BoardId = z.infer<typeof BoardIdSchema>;
export type ConnectionId = z.infer<typeof ConnectionIdSchema>;
export type ItemId = z.infer<typeof ItemIdSchema>;

/** The number by which Yjs names one editing session. It belongs to one person for ever, per board. */
export type ClientId = number;
