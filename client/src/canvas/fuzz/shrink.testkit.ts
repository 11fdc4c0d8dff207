/**
 * Leaves out of a failing list what it fails without (delta debugging): halves first, then quarters, down to single
 * items, as long as the time allows.
 */
export async function shrink<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
  hasTime: () => boolean,
): Promise<readonly T[]> {
  let current = items;
  for (let size = Math.ceil(current.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < current.length && hasTime();) {
      const rest = [...current.slice(0, start), ...current.slice(start + size)];
      if (await fails(rest)) current = rest;
      else start += size;
    }
  }
  return current;
}
