import { isAskedFor, isLinkAskedFor, stepsOf, type Act, type ActFilter } from '@weft/history/timeline';
import type { ItemId } from '@weft/protocol';
import { useMemo, useState } from 'react';
import type { Glow, LitItems } from '../canvas/Highlights.ts';
import type { ReplayFilter } from './filter/useReplayFilter.ts';
import { glowsAt, litItems, sameGlows } from './glowsAt.ts';
import { ideaOf, type Idea } from './ideaOf.ts';
import type { ReplayState } from './ReplayController.ts';
import type { Strand } from './timeline/timelinePicture.ts';
import { useFollowedIdea } from './useFollowedIdea.ts';
import type { Making } from './useTimelinePicture.ts';

/** In playing time: so long something glows after it ended. */
const LINGER_MS = 1_500;
const NO_GLOWS: readonly Glow[] = [];

/** What is asked for and which idea is followed, and what stands out for that. */
export interface LookingState {
  readonly filter: ReplayFilter;
  /** Everything is shown alike. */
  readonly isAll: boolean;
  readonly shows: (act: Act) => boolean;
  readonly showsStrand: (strand: Strand) => boolean;
  /** The ends of the contributions that are shown, in order; null until they are known. */
  readonly steps: readonly number[] | null;
  readonly idea: Idea | null;
  readonly followIdea: (itemId: ItemId | null) => void;
  readonly glows: readonly Glow[];
  readonly lit: LitItems;
}

export function useLooking(
  making: Making | null,
  { at, speed, isNow, playing }: Pick<ReplayState, 'at' | 'speed' | 'isNow' | 'playing'>,
  filter: ReplayFilter,
): LookingState {
  const { ideaId, followIdea } = useFollowedIdea();
  const idea = useMemo(
    () => (making === null || ideaId === null ? null : ideaOf(making.lineage, making.picture.acts, ideaId)),
    [making, ideaId],
  );
  const asked = useAskedOf(filter, idea);
  const shown = useMemo(
    () => ({
      lit: making === null ? null : litItems(making.picture, asked),
      steps: making === null ? null : stepsOf(making.picture.acts.filter((act) => isAskedFor(asked, act))),
      shows: (act: Act) => isAskedFor(asked, act),
      showsStrand: ({ link, from, to }: Strand) => isLinkAskedFor(asked, link, [from.personId, to.personId]),
    }),
    [making, asked],
  );
  const glows = useSame(
    // What was done last would glow at the live end for as long as nobody does anything.
    making === null || (isNow && !playing)
      ? NO_GLOWS
      : glowsAt(making.picture, making.acts, { at, linger: LINGER_MS * speed, filter: asked }),
  );
  return { filter, isAll: !filter.isOn && idea === null, ...shown, idea, followIdea, glows };
}

/** What is asked for, of the idea that is followed if there is one. */
function useAskedOf({ asked }: ReplayFilter, idea: Idea | null): ActFilter {
  return useMemo(() => {
    if (idea === null) return asked;
    const items = asked.items === null ? idea.lit : new Set([...idea.lit].filter((id) => asked.items?.has(id)));
    return { ...asked, items };
  }, [asked, idea]);
}

/** The glows that were there before, as long as they are the same: time goes on with every frame, they do not. */
function useSame(glows: readonly Glow[]): readonly Glow[] {
  const [kept, setKept] = useState(glows);
  if (sameGlows(kept, glows)) return kept;
  setKept(glows);
  return glows;
}
