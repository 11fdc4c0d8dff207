import type { BoardId } from '@weft/protocol';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import type { Disclosure } from '../ports.ts';

/** So old may be what decides how people are told of; many screens are told ten times a second. */
const MAX_AGE_MS = 1_000;

/** How boards show people, asked for once a second and not once for every screen. */
export class RecentFacts {
  readonly #disclosure: Disclosure;
  readonly #now: () => number;
  readonly #known = new Map<BoardId, { readonly at: number; readonly facts: Promise<DisclosureFacts> }>();

  constructor(disclosure: Disclosure, now: () => number) {
    this.#disclosure = disclosure;
    this.#now = now;
  }

  async of(boardId: BoardId): Promise<DisclosureFacts> {
    const at = this.#now();
    const known = this.#known.get(boardId);
    if (known !== undefined && Math.abs(at - known.at) < MAX_AGE_MS) return await known.facts;
    for (const [id, { at: then }] of this.#known) if (Math.abs(at - then) >= MAX_AGE_MS) this.#known.delete(id);
    const facts = this.#disclosure.facts(boardId);
    this.#known.set(boardId, { at, facts });
    try {
      return await facts;
    } catch (error) {
      this.#known.delete(boardId);
      throw error;
    }
  }
}
