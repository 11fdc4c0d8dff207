import type { LogEntry } from '@weft/protocol';

/** A log entry as it is sealed: its author is a number per board (0: nobody), so that hiding a person changes no history. */
export interface SealedEntry extends Omit<LogEntry, 'personId'> {
  readonly author: number;
}
