import type { Episode, Stretch } from '@weft/history/timeline';

/** What lies nearer to an episode than this is drawn as its edge; what is further off has a place of its own. */
const EDGE_MS = 60_000;

/** What is drawn in proportion, in order: each episode, and the ends of the whole range where no episode reaches them. */
export function stretchesIn(episodes: readonly Episode[], { from, to }: Stretch): readonly Stretch[] {
  const [first, last] = [episodes[0], episodes.at(-1)];
  if (first === undefined || last === undefined) return [{ from, to }];
  const isEdge = { first: first.from - from < EDGE_MS, last: to - last.to < EDGE_MS };
  const middle = episodes.map((episode) => ({
    from: episode === first && isEdge.first ? Math.min(from, first.from) : episode.from,
    to: episode === last && isEdge.last ? Math.max(to, last.to) : episode.to,
  }));
  return [...(isEdge.first ? [] : [{ from, to: from }]), ...middle, ...(isEdge.last ? [] : [{ from: to, to }])];
}
