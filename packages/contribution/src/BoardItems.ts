import { ItemIdSchema, type ItemId, type PersonId } from '@weft/protocol';
import type { Authorship } from './Authorship.ts';
import type { TextRun } from './characters.ts';
import { ItemText } from './ItemText.ts';

/** An item that is or was on the board. */
export interface BoardItem {
  readonly id: ItemId;
  /** tldraw's shape type. */
  readonly type: string;
  startedBy: PersonId | null;
  readonly startedAt: number;
  readonly text: ItemText;
  present: boolean;
  /** The last entry that changed anything of what is told of it. */
  changedSeq: number;
  /** The frame, group or page that it lies in, and who put it there when. */
  holder: Placing | null;
  /** Who wrote in somebody else's words (R3). */
  readonly heldThePen: Set<PersonId>;
  /** Its text when it was last removed. */
  lost: readonly TextRun[];
  /** What it said beside its text then, and who removed it. */
  lostMark: string;
  removedBy: PersonId | null;
}

/** Who put something somewhere. */
interface Placing {
  readonly id: string;
  readonly by: PersonId | null;
  readonly at: number;
}

/** One end of an arrow, remembered for when the binding is gone. */
export interface Binding {
  readonly fromId: string;
  readonly toId: string;
  readonly terminal: string;
  readonly by: PersonId | null;
  readonly at: number;
}

/** All items of one board by id, in the order in which they were first started. */
export class BoardItems {
  readonly bindings = new Map<string, Binding>();
  /** As each was before it went or was led elsewhere. */
  readonly lostBindings = new Map<string, Binding>();
  readonly #authorship: Authorship;
  readonly #items = new Map<string, BoardItem>();

  constructor(authorship: Authorship) {
    this.#authorship = authorship;
  }

  get(id: string): BoardItem | undefined {
    return this.#items.get(id);
  }

  all(): Iterable<BoardItem> {
    return this.#items.values();
  }

  /** @returns null for a record whose id cannot be an item's: it is on nobody's canvas. */
  start(id: string, type: string, startedBy: PersonId | null, startedAt: number): BoardItem | null {
    const parsed = ItemIdSchema.safeParse(id);
    if (!parsed.success) return null;
    const text = new ItemText(this.#authorship);
    const item: BoardItem = {
      id: parsed.data,
      type,
      startedBy,
      startedAt,
      text,
      present: false,
      changedSeq: 0,
      holder: null,
      heldThePen: new Set(),
      lost: [],
      lostMark: '',
      removedBy: null,
    };
    this.#items.set(id, item);
    return item;
  }
}
