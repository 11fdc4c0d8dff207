import { indicesAfter } from './indexKeys.ts';

/** Where something stands: among the children of `parent`, at `index`. */
export interface Slot {
  readonly parent: string;
  readonly index: string;
}

/**
 * Keeps siblings at different indices. Where several claim one index, the lowest id keeps it and the others are
 * spaced out between it and the next. Works in the time of the groups that have such claims, not of the board.
 */
export class SiblingOrder {
  readonly #slots = new Map<string, Slot>();
  /** Who claims which index under a parent; mostly one alone. */
  readonly #groups = new Map<string, Map<string, string | Set<string>>>();
  readonly #crowded = new Map<string, Set<string>>();
  readonly #respaced = new Map<string, Map<string, string>>();
  readonly #changedGroups = new Set<string>();

  /** Puts `id` into a slot, or takes it out. */
  place(id: string, slot: Slot | null): void {
    const before = this.#slots.get(id);
    if (before?.parent === slot?.parent && before?.index === slot?.index) return;
    if (before) this.#leave(id, before);
    if (slot) this.#enter(id, slot);
  }

  /** The index that the view gives to `id` instead of its own. */
  spacedIndexOf(id: string): string | undefined {
    const slot = this.#slots.get(id);
    return slot && this.#respaced.get(slot.parent)?.get(id);
  }

  /** Spaces out what changed since the last call; gives the ids whose index in the view changed by it. */
  settle(): Set<string> {
    const changed = new Set<string>();
    for (const parent of this.#changedGroups) {
      const before = this.#respaced.get(parent) ?? new Map<string, string>();
      const after = this.#spaceOut(parent);
      for (const id of [...before.keys(), ...after.keys()]) if (before.get(id) !== after.get(id)) changed.add(id);
      if (after.size > 0) this.#respaced.set(parent, after);
      else this.#respaced.delete(parent);
    }
    this.#changedGroups.clear();
    return changed;
  }

  #leave(id: string, { parent, index }: Slot): void {
    this.#slots.delete(id);
    this.#changedGroups.add(parent);
    const group = this.#groups.get(parent);
    const claimants = group?.get(index);
    if (claimants instanceof Set) {
      claimants.delete(id);
      if (claimants.size > 1) return;
      for (const last of claimants) group?.set(index, last);
      this.#crowded.get(parent)?.delete(index);
      return;
    }
    group?.delete(index);
    if (group?.size === 0) this.#groups.delete(parent);
  }

  #enter(id: string, slot: Slot): void {
    const { parent, index } = slot;
    this.#slots.set(id, slot);
    this.#changedGroups.add(parent);
    const group = getOrAdd(this.#groups, parent, () => new Map<string, string | Set<string>>());
    const claimants = group.get(index);
    if (claimants === undefined) {
      group.set(index, id);
      return;
    }
    group.set(index, claimants instanceof Set ? claimants.add(id) : new Set([claimants, id]));
    getOrAdd(this.#crowded, parent, () => new Set<string>()).add(index);
  }

  #spaceOut(parent: string): Map<string, string> {
    const spaced = new Map<string, string>();
    const crowded = this.#crowded.get(parent);
    const group = this.#groups.get(parent);
    if (!group || !crowded || crowded.size === 0) return spaced;
    const order = [...group.keys()].toSorted();
    order.forEach((index, i) => {
      const claimants = group.get(index);
      if (!(claimants instanceof Set)) return;
      const [, ...others] = [...claimants].toSorted();
      const indices = indicesAfter(index, order[i + 1] ?? null, others.length);
      others.forEach((id, k) => spaced.set(id, indices[k] ?? index));
    });
    return spaced;
  }
}

/** The value under `key`, made first if there is none. */
export function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
