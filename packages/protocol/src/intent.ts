import { z } from 'zod';

/**
 * How a change came about, sent by a client ahead of the update it explains. It says how, never who. Without it the
 * wire cannot tell an undone deletion from new writing. It holds for the next update frame of that connection only.
 */
export const IntentSchema = z.object({
  kind: z.enum(['undo', 'redo', 'paste', 'copy', 'import', 'restore', 'build-on', 'tidy']),
  /** Ids of the items that the change comes from: what was copied, built on, restored. */
  sources: z.array(z.string().max(64)).max(500).optional(),
});
export type Intent = z.infer<typeof IntentSchema>;

/**
 * Said ahead of a SyncStep2 that brings what was done without a connection, in the place of an intent. `madeAt` is when
 * the first of it was done, by the client's clock in ms since the epoch; the server takes no time that is yet to come.
 */
export const OfflineWorkSchema = z.object({ kind: z.literal('offline'), madeAt: z.number().int().min(0) });
export type OfflineWork = z.infer<typeof OfflineWorkSchema>;
