import type { BoxModel } from '@tldraw/tlschema';

export interface RoomForNoteOptions {
  /** Of the square that is to be placed. */
  readonly size: number;
  readonly view: BoxModel;
  readonly taken: readonly BoxModel[];
}

const GAP = 20;

/** How many squares away from the centre is still looked for room. */
const REACH = 6;

/** @returns the left upper corner of the free square nearest to the centre of the view; the centre when all is full. */
export function roomForNote({ size, view, taken }: RoomForNoteOptions): { readonly x: number; readonly y: number } {
  const step = size + GAP;
  const left = view.x + (view.w - size) / 2;
  const top = view.y + (view.h - size) / 2;
  const isFree = ({ x, y }: { x: number; y: number }) =>
    !taken.some((box) => x < box.x + box.w && box.x < x + size && y < box.y + box.h && box.y < y + size);
  return (
    STEPS.map(({ across, down }) => ({ x: left + across * step, y: top + down * step })).find(isFree) ?? {
      x: left,
      y: top,
    }
  );
}

const AROUND = Array.from({ length: 2 * REACH + 1 }, (_, index) => index - REACH);

/** Nearest first; of those equally near the right one, then the one below, as one reads. */
const STEPS = AROUND.flatMap((down) => AROUND.map((across) => ({ across, down }))).toSorted(
  (a, b) => Math.hypot(a.across, a.down) - Math.hypot(b.across, b.down) || b.across - a.across || b.down - a.down,
);
