import { joined, type Act, type Stretch } from '@weft/history/timeline';

/** What a film of a board's making is made of. */
export interface VideoPlan {
  /** The board's time that each frame shows, ms since the epoch; never going back. */
  readonly frames: readonly number[];
  /** How much faster than it was it goes. */
  readonly speed: number;
}

export interface VideoWish {
  readonly seconds: number;
  readonly framesPerSecond: number;
}

/** Of the film: what is left of a pause, before and after what was done. */
const BREATH_SECONDS = 0.4;
/** The last picture stays for so long. */
const END_SECONDS = 2;

/**
 * The making in so many seconds: what was done goes evenly fast, pauses are cut to a breath.
 * @param acts in any order; without any the film is the last picture alone
 * @param end the last moment of the board, in ms
 */
export function videoPlan(acts: readonly Act[], end: number, { seconds, framesPerSecond }: VideoWish): VideoPlan {
  const last = Array.from({ length: Math.round(END_SECONDS * framesPerSecond) }, () => end);
  const playing = Math.max(1, seconds - END_SECONDS);
  const speed = speedFor(acts, playing);
  const stretches = withBreath(acts, BREATH_SECONDS * 1_000 * speed);
  const step = (1_000 / framesPerSecond) * speed;
  const frames = stretches.flatMap(({ from, to }) =>
    Array.from({ length: Math.max(1, Math.ceil((to - from) / step)) }, (_, index) => Math.min(to, from + index * step)),
  );
  return { frames: [...frames, ...last], speed };
}

/** At which speed what was done fills the time: with it grows what counts as a pause, so it is looked for. */
function speedFor(acts: readonly Act[], seconds: number): number {
  const lengthAt = (speed: number): number =>
    withBreath(acts, BREATH_SECONDS * 1_000 * speed).reduce((sum, { from, to }) => sum + (to - from), 0) /
    1_000 /
    speed;
  let [slow, fast] = [1, 1];
  while (lengthAt(fast) > seconds && fast < 2 ** 40) fast *= 2;
  for (let round = 0; round < 30; round++) {
    const middle = (slow + fast) / 2;
    if (lengthAt(middle) > seconds) slow = middle;
    else fast = middle;
  }
  return fast;
}

/** When something was done, with a breath around it. */
const withBreath = (acts: readonly Act[], breath: number): readonly Stretch[] =>
  joined(
    acts.map(({ from, to }) => ({ from: from - breath, to: to + breath })),
    0,
  );
