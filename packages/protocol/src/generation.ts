/**
 * A board's generation says whether two copies of it may be brought together. `<line>` is of one run of clocks, begun by
 * making the board or by restoring it from a backup; `<line>~<turn>` is the same after something was erased: all ids and
 * clocks are as before, and only content is gone.
 */
const MARK = '~';

const lineOf = (generation: string): string => generation.split(MARK, 1)[0] as string;

/** The generation of a board of which something was erased. @param turn random, without `~` */
export const erasedGeneration = (before: string, turn: string): string => `${lineOf(before)}${MARK}${turn}`;

/** Whether what a copy of one generation holds beyond the other may still be added to that. */
export const isSameLine = (one: string, other: string): boolean => lineOf(one) === lineOf(other);
