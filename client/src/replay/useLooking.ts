import type { ItemId, PersonId } from '@weft/protocol';
import { useMemo, useState } from 'react';
import type { Glow, LitItems } from '../canvas/Highlights.ts';
import { glowsAt, litItems, sameGlows } from './glowsAt.ts';
import { ideaOf, type Idea } from './ideaOf.ts';
import type { ReplayState } from './ReplayController.ts';
import type { Making } from './useTimelinePicture.ts';

/** In playing time: so long something glows after it ended. */
const LINGER_MS = 1_500;
const NO_GLOWS: readonly Glow[] = [];

/** Whose part and which idea is looked at, and what stands out for that. */
export interface LookingState {
  readonly chosen: ReadonlySet<PersonId>;
  /** Adds a person to those whose part is shown, or takes them out again. */
  readonly choose: (personId: PersonId) => void;
  readonly chooseAll: () => void;
  readonly idea: Idea | null;
  readonly followIdea: (itemId: ItemId | null) => void;
  readonly glows: readonly Glow[];
  readonly lit: LitItems;
}

export function useLooking(
  making: Making | null,
  { at, speed, isNow, playing }: Pick<ReplayState, 'at' | 'speed' | 'isNow' | 'playing'>,
  firstIdea: ItemId | null,
): LookingState {
  const [chosen, setChosen] = useState<ReadonlySet<PersonId>>(new Set());
  const [ideaId, followIdea] = useState(firstIdea);
  const idea = useMemo(
    () => (making === null || ideaId === null ? null : ideaOf(making.lineage, making.picture.acts, ideaId)),
    [making, ideaId],
  );
  const followed = idea?.items ?? null;
  const lit = useMemo(
    () => (making === null ? null : litItems(making.picture, { chosen, followed: idea?.lit ?? null })),
    [making, chosen, idea],
  );
  const glows = useSame(
    // What was done last would glow at the live end for as long as nobody does anything.
    making === null || (isNow && !playing)
      ? NO_GLOWS
      : glowsAt(making.picture, making.acts, { at, linger: LINGER_MS * speed, chosen, followed }),
  );
  return {
    chosen,
    choose: (personId) => setChosen((before) => withOrWithout(before, personId)),
    chooseAll: () => setChosen(new Set()),
    idea,
    followIdea,
    glows,
    lit,
  };
}

function withOrWithout(people: ReadonlySet<PersonId>, personId: PersonId): ReadonlySet<PersonId> {
  const changed = new Set(people);
  if (!changed.delete(personId)) changed.add(personId);
  return changed;
}

/** The glows that were there before, as long as they are the same: time goes on with every frame, they do not. */
function useSame(glows: readonly Glow[]): readonly Glow[] {
  const [kept, setKept] = useState(glows);
  if (sameGlows(kept, glows)) return kept;
  setKept(glows);
  return glows;
}
