import type { TLBinding } from '@tldraw/tlschema';
import { getOrAdd } from './SiblingOrder.ts';

/** What a binding needs to know of the two shapes it joins. */
export interface ShownShapes {
  /** The type of a shape that the view shows; `undefined` for one that it does not. */
  typeOf(id: string): string | undefined;
  isInside(id: string, ancestor: string): boolean;
}

/**
 * Which bindings hold. Two people may each bind one end of an arrow, or one may bind to what the other deletes; and
 * an arrow bound to an arrow, or to the group that it is in, would make tldraw compute its bounds from themselves.
 */
export class ArrowEnds {
  readonly #bindings = new Map<string, TLBinding>();
  readonly #ofArrow = new Map<string, Set<string>>();
  readonly #ofTarget = new Map<string, Set<string>>();
  readonly #hidden = new Map<string, string>();
  readonly #arrowsToSettle = new Set<string>();

  /** Notes a binding as the document has it, or that it is gone. */
  set(id: string, binding: TLBinding | null): void {
    const before = this.#bindings.get(id);
    if (before) {
      this.#ofArrow.get(before.fromId)?.delete(id);
      this.#ofTarget.get(before.toId)?.delete(id);
      this.#arrowsToSettle.add(before.fromId);
    }
    this.#hidden.delete(id);
    if (!binding) {
      this.#bindings.delete(id);
      return;
    }
    this.#bindings.set(id, binding);
    getOrAdd(this.#ofArrow, binding.fromId, () => new Set<string>()).add(id);
    getOrAdd(this.#ofTarget, binding.toId, () => new Set<string>()).add(id);
    this.#arrowsToSettle.add(binding.fromId);
  }

  /** Notes that a shape appeared, vanished, changed its type or what holds it. */
  shapeChanged(id: string): void {
    if (this.#ofArrow.has(id)) this.#arrowsToSettle.add(id);
    for (const binding of this.#ofTarget.get(id) ?? []) {
      const arrow = this.#bindings.get(binding)?.fromId;
      if (arrow !== undefined) this.#arrowsToSettle.add(arrow);
    }
  }

  /** Why the view does not show this binding; `undefined` for one that holds. */
  hiddenReason(id: string): string | undefined {
    return this.#hidden.get(id);
  }

  /** Chooses again for the arrows that something changed for; gives the bindings that were looked at. */
  settle(shapes: ShownShapes): Set<string> {
    const looked = new Set<string>();
    for (const arrow of this.#arrowsToSettle) {
      const taken = new Set<string>();
      for (const id of [...(this.#ofArrow.get(arrow) ?? [])].toSorted()) {
        const binding = this.#bindings.get(id);
        if (!binding) continue;
        looked.add(id);
        const reason = problemWith(binding, shapes) ?? this.#claimEnd(binding, taken);
        if (reason === null) this.#hidden.delete(id);
        else this.#hidden.set(id, reason);
      }
    }
    this.#arrowsToSettle.clear();
    return looked;
  }

  #claimEnd(binding: TLBinding, taken: Set<string>): string | null {
    const end = `${binding.type}:${binding.props.terminal}`;
    if (taken.has(end)) return 'another binding holds this end';
    taken.add(end);
    return null;
  }
}

function problemWith(binding: TLBinding, shapes: ShownShapes): string | null {
  const from = shapes.typeOf(binding.fromId);
  const to = shapes.typeOf(binding.toId);
  if (from === undefined || to === undefined) return 'what it joins is not on the board';
  if (from !== 'arrow') return 'only arrows are bound';
  if (to === 'arrow') return 'an arrow cannot be bound to an arrow';
  if (to === 'group' && shapes.isInside(binding.fromId, binding.toId))
    return 'an arrow cannot be bound to its own group';
  return null;
}
