import { ClockRanges, eraseContent, scanUpdate, type DeleteRange } from '@weft/update-codec';
import type { SealedEntry } from '@weft/history/sealing';
import { LONGEST_BURST_MS, takenBack } from './takenBack.ts';

const NO_LIMITS = { maxStructs: Infinity, maxNesting: Infinity, maxClients: Infinity };

/**
 * Entries as they are to be sealed: without the text that its writer takes back within the burst of typing in which it
 * came. Half-sentences are nobody's business. Clocks, times and deletions stay, so that what follows still does.
 *
 * @param entries a run of a board's log
 * @param following what comes after it, read as far as a burst may last; it is not changed
 * @returns the same array where there is nothing to be taken out
 */
export function asPhrases(
  entries: readonly SealedEntry[],
  following: Iterable<SealedEntry> = [],
): readonly SealedEntry[] {
  const gone = takenBack(withFollowing(entries, following));
  if (gone.length === 0) return entries;
  const ranges = new ClockRanges(gone);
  const phrases = entries.map((entry) => withoutText(entry, ranges));
  return phrases.some((entry, index) => entry !== entries[index]) ? phrases : entries;
}

function* withFollowing(entries: readonly SealedEntry[], following: Iterable<SealedEntry>): Generator<SealedEntry> {
  yield* entries;
  const until = (entries.at(-1)?.at ?? 0) + LONGEST_BURST_MS;
  for (const entry of following) {
    if (entry.at > until) return;
    yield entry;
  }
}

function withoutText(entry: SealedEntry, gone: ClockRanges<DeleteRange>): SealedEntry {
  if (entry.kind !== 'update') return entry;
  const scanned = scanUpdate(entry.payload, NO_LIMITS);
  if (!scanned.ok) return entry;
  const here = scanned.update.ranges.flatMap((range) => gone.within(range));
  return here.length === 0 ? entry : { ...entry, payload: eraseContent(entry.payload, here) };
}
