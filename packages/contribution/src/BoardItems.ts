import { ItemIdSchema, type ItemId, type PersonId } from '@weft/protocol';
import type { Authorship } from './Authorship.ts';
import type { TextRun } from './characters.ts';
import type { ClockHistory } from './ClockHistory.ts';
import { ItemText } from './ItemText.ts';

/** An item that is or was on the board. */
export interface BoardItem {
  readonly id: ItemId;
  /** tldraw's shape type. */
  readonly type: string;
  startedBy: PersonId | null;
  readonly startedAt: number;
  /** When what it is a copy of was started, which tells more of its starter than the copy does; else `startedAt`. */
  readonly originAt: number;
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
  /** The entry that brought it back last. */
  backSeq: number;
  /** Whose start of it was taken back by undo, as long as it is gone (U1). */
  takenBackBy: PersonId | null;
}

/** Who put something somewhere. */
interface Placing {
  readonly id: string;
  readonly by: PersonId | null;
  readonly at: number;
}

type Start = Pick<BoardItem, 'startedBy' | 'startedAt' | 'originAt'>;

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
  readonly #clocks: ClockHistory;
  readonly #items = new Map<string, BoardItem>();

  constructor(authorship: Authorship, clocks: ClockHistory) {
    this.#authorship = authorship;
    this.#clocks = clocks;
  }

  get(id: string): BoardItem | undefined {
    return this.#items.get(id);
  }

  all(): Iterable<BoardItem> {
    return this.#items.values();
  }

  /** @returns null for a record whose id cannot be an item's: it is on nobody's canvas. */
  start(id: string, type: string, { startedBy, startedAt, originAt }: Start): BoardItem | null {
    const parsed = ItemIdSchema.safeParse(id);
    if (!parsed.success) return null;
    const text = new ItemText(this.#authorship, this.#clocks);
    const item: BoardItem = {
      id: parsed.data,
      type,
      startedBy,
      startedAt,
      originAt,
      text,
      present: false,
      changedSeq: 0,
      holder: null,
      heldThePen: new Set(),
      lost: [],
      lostMark: '',
      removedBy: null,
      backSeq: 0,
      takenBackBy: null,
    };
    this.#items.set(id, item);
    return item;
  }
}
