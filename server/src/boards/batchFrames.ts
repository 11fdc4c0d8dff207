import { messageYjsUpdate } from 'y-protocols/sync';
import type { BoardSession, DurableEntry } from './BoardSession.ts';
import { mergeUpdates } from './mergeUpdates.ts';
import { syncFrame } from './syncFrame.ts';

/**
 * One batch of durable updates as one frame, encoded once for all recipients. When all of it came from one connection
 * that one gets nothing back; a sender in a mixed batch gets the whole, in which its own part is known to it and without effect.
 */
export function batchFrames(entries: readonly DurableEntry[]): (recipient: BoardSession) => Uint8Array | null {
  const updates = entries.filter((entry) => entry.kind === 'update');
  const only = updates.every((entry) => entry.from === updates[0]?.from) ? (updates[0]?.from ?? null) : null;
  let frame: Uint8Array | null = null;
  return (recipient) => {
    if (updates.length === 0 || recipient === only) return null;
    frame ??= syncFrame(messageYjsUpdate, mergeUpdates(updates.map((entry) => entry.payload)));
    return frame;
  };
}
