import type { ClientId, ItemId } from '@weft/protocol';
import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';

const FIELD = 'caret';

const ItemPointSchema = z.object({ client: z.int().min(0), clock: z.int().min(0) }).nullish();
/** A Yjs relative position. A position in a root type is refused: looking it up would create that root. */
const PositionSchema = z.object({
  type: ItemPointSchema,
  tname: z.null().optional(),
  item: ItemPointSchema,
  assoc: z.number().optional(),
});
const CaretSchema = z.object({ item: z.string().max(100), anchor: PositionSchema, head: PositionSchema });

export interface CaretPerson {
  readonly name: string;
  /** Six hex digits, as y-prosemirror wants it. */
  readonly color: string;
}

interface CaretState {
  readonly cursor: unknown;
  readonly user?: CaretPerson;
}

/**
 * What y-prosemirror's cursor plugin takes for the board's awareness while one item's text is written. The plugin reads
 * the field `cursor` and believes the names in it; the board keeps carets in `caret`, each with its item, checks what
 * comes in, and takes names and colours from the roster. Others' moving cursors do not make the text draw again.
 */
export class CaretAwareness {
  readonly #awareness: Awareness;
  readonly #item: ItemId;
  readonly #personOf: (client: ClientId) => CaretPerson | null;
  readonly #listeners = new Map<() => void, () => void>();

  constructor(awareness: Awareness, item: ItemId, personOf: (client: ClientId) => CaretPerson | null) {
    this.#awareness = awareness;
    this.#item = item;
    this.#personOf = personOf;
  }

  getStates(): Map<ClientId, CaretState> {
    const states = new Map<ClientId, CaretState>();
    for (const [client, state] of this.#awareness.getStates()) {
      const caret = this.#caretIn(state);
      const user = caret && client !== this.#awareness.clientID ? this.#personOf(client) : null;
      if (caret && user) states.set(client, { cursor: { anchor: caret.anchor, head: caret.head }, user: { ...user } });
    }
    return states;
  }

  getLocalState(): CaretState | null {
    const state = this.#awareness.getLocalState();
    return state && { cursor: this.#caretIn(state) };
  }

  setLocalStateField(_field: string, position: { anchor: unknown; head: unknown } | null): void {
    // Another item's text may have been opened already: its caret is not ours to take away.
    if (position === null && !this.#caretIn(this.#awareness.getLocalState())) return;
    this.#awareness.setLocalStateField(FIELD, position && { item: this.#item, ...position });
  }

  on(_event: 'change', listener: () => void): void {
    let shown = this.#fingerprint();
    const filtered = () => {
      const now = this.#fingerprint();
      if (now === shown) return;
      shown = now;
      listener();
    };
    this.#listeners.set(listener, filtered);
    this.#awareness.on('change', filtered);
  }

  off(_event: 'change', listener: () => void): void {
    const filtered = this.#listeners.get(listener);
    if (filtered) this.#awareness.off('change', filtered);
    this.#listeners.delete(listener);
  }

  #fingerprint(): string {
    return JSON.stringify([...this.getStates()]);
  }

  #caretIn(state: Readonly<Record<string, unknown>> | null): z.infer<typeof CaretSchema> | null {
    const caret = state?.[FIELD];
    if (caret === undefined || caret === null) return null;
    const parsed = CaretSchema.safeParse(caret);
    return parsed.success && parsed.data.item === this.#item ? parsed.data : null;
  }
}
