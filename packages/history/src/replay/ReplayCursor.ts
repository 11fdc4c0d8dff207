import * as Y from 'yjs';
import { boardAge, formatOf, LiveBoardView, readPastBoard, sameJson, type BoardView } from '@weft/board-model';
import { planMove, type MovePlan } from './planMove.ts';
import type { Damage, PastEntry, ReplayLog } from './ReplayLog.ts';

type BoardRecord = BoardView['records'] extends ReadonlyMap<string, infer Value> ? Value : never;

/** From one moment of a board to another: what a canvas that shows the one needs to show the other. */
export interface Move {
  /** The last entry that is shown. */
  readonly seq: number;
  readonly put: readonly BoardRecord[];
  readonly removed: readonly string[];
  /** What cannot be read lies between `seq` and where it was to go. */
  readonly gap: Damage | null;
}

/** Takes a whole state into an empty document, as `Y.applyUpdate` does. */
export type ApplyState = (doc: Y.Doc, state: Uint8Array) => void;

/**
 * A board at one moment of its history, which can be moved to another. Holds one document; forward it goes on in it, else
 * it starts anew from a keyframe. One move at a time.
 */
export class ReplayCursor {
  readonly #log: ReplayLog;
  readonly #applyState: ApplyState;
  /** What is shown; records are of the normalising view, in today's schema. */
  readonly #records = new Map<string, BoardRecord>();
  #past: PastDocument | null = null;

  /** @param applyState a faster way to read keyframes, where there is one */
  constructor(log: ReplayLog, applyState: ApplyState = Y.applyUpdate) {
    this.#log = log;
    this.#applyState = applyState;
  }

  /** The last entry that is shown; 0 before the first, and before the first move. */
  get seq(): number {
    return this.#past?.seq ?? 0;
  }

  get records(): ReadonlyMap<string, BoardRecord> {
    return this.#records;
  }

  /** @throws what the log's source throws; the cursor then stands where it stood. */
  async moveTo(target: number): Promise<Move> {
    for (;;) {
      const { generation } = this.#log;
      const plan = this.#plan(target);
      const ready = await this.#prepare(plan);
      // What was erased meanwhile is not to be shown from what was fetched before.
      if (ready === null || generation !== this.#log.generation) continue;
      const fits = this.#go(ready);
      if (!fits) continue;
      return { seq: this.seq, ...this.#show(ready.begin !== undefined), gap: plan.gap };
    }
  }

  destroy(): void {
    this.#past?.destroy();
    this.#past = null;
  }

  #plan(target: number): MovePlan {
    const { keyframes } = this.#log;
    const damages = this.#log.damages.filter(({ what }) => what === 'entries');
    const here = this.#past?.generation === this.#log.generation ? this.#past : null;
    return planMove({ here, target, keyframes, damages });
  }

  /** Fetches all that the plan needs; null when some of that turned out to be damaged. */
  async #prepare({ from, until }: MovePlan): Promise<Ready | null> {
    if (from === 'here') {
      const entries = await this.#log.entries(this.seq, until);
      return entries && { entries };
    }
    if (from === 'start') {
      const entries = await this.#log.entries(0, until);
      return entries && { entries, begin: BEFORE_ALL };
    }
    const [state, entries] = await Promise.all([this.#log.state(from), this.#log.entries(from.seq, until)]);
    if (state === null || entries === null) return null;
    return { entries, begin: { seq: from.seq, until: from.until, state } };
  }

  /** @returns false when the entries do not fit together: the document is let go of, and who does not fit is looked for. */
  #go({ entries, begin }: Ready): boolean {
    if (begin !== undefined) {
      this.#past?.destroy();
      this.#past = new PastDocument(begin, this.#applyState, this.#log.generation);
    }
    if (this.#past === null || this.#past.append(entries)) return true;
    this.destroy();
    // In a document that went on from elsewhere it is found when it is replayed from its keyframe.
    if (begin === undefined) return false;
    const misfit = firstMisfit(new PastDocument(begin, this.#applyState, this.#log.generation), entries);
    if (misfit !== null) {
      this.#log.distrust(misfit, 'its entries refer to something that is not in the history before them');
    }
    return false;
  }

  #show(isNew: boolean): Pick<Move, 'put' | 'removed'> {
    const changes = this.#past?.changes(isNew) ?? { put: [], removed: [] };
    const { put, removed } = 'records' in changes ? differenceOf(this.#records, changes.records) : changes;
    for (const id of removed) this.#records.delete(id);
    for (const record of put) this.#records.set(record.id, record);
    return { put, removed };
  }
}

interface Ready {
  readonly entries: readonly PastEntry[];
  /** Where a new document begins; undefined to go on in the one there is. */
  readonly begin?: Beginning;
}

/** A keyframe: the state after entry `seq`, and up to which entry it can be gone on from (null: any). */
interface Beginning {
  readonly seq: number;
  readonly until: number | null;
  readonly state: Uint8Array | null;
}

const BEFORE_ALL: Beginning = { seq: 0, until: null, state: null };

/** A document as it was after some entry, and its view. */
class PastDocument {
  readonly #doc = new Y.Doc();
  /** Entries after this one may refer to what it has no more. */
  readonly until: number | null;
  /** What its entries were of: after an erasure it is not gone on from. */
  readonly generation: string;
  #view: LiveBoardView | null = null;
  #seq: number;

  constructor({ seq, until, state }: Beginning, applyState: ApplyState, generation: string) {
    this.#seq = seq;
    this.until = until;
    this.generation = generation;
    if (state === null) return;
    // What was deleted in a keyframe is gone from it already: looking for it again is a tenth of reading one.
    this.#doc.gc = false;
    this.#doc.transact(() => applyState(this.#doc, state));
    this.#doc.gc = true;
  }

  get seq(): number {
    return this.#seq;
  }

  /** In one transaction: many times faster, and Yjs tidies up nothing of its own accord. @returns whether they fit */
  append(entries: readonly PastEntry[]): boolean {
    this.#doc.transact(() => {
      for (const { kind, payload } of entries) if (kind === 'update') Y.applyUpdate(this.#doc, payload);
    });
    this.#seq = entries.at(-1)?.seq ?? this.#seq;
    return this.#doc.store.pendingStructs === null && this.#doc.store.pendingDs === null;
  }

  /** What changed since it was last asked; all records where that is not known. */
  changes(all: boolean): { put: readonly BoardRecord[]; removed: readonly string[] } | Pick<BoardView, 'records'> {
    // What was written by an older Weft is brought to today's schema as a whole.
    if (boardAge(formatOf(this.#doc)) === 'older') {
      this.#view?.destroy();
      this.#view = null;
      return { records: readPastBoard(this.#doc).records };
    }
    if (this.#view !== null && !all) return this.#view.flush();
    this.#view ??= new LiveBoardView(this.#doc);
    return { records: this.#view.view.records };
  }

  destroy(): void {
    this.#view?.destroy();
    this.#doc.destroy();
  }
}

/** One entry after the other: slow, and only when it is known that something is wrong. */
function firstMisfit(past: PastDocument, entries: readonly PastEntry[]): number | null {
  const misfit = entries.find((entry) => !past.append([entry]));
  past.destroy();
  return misfit?.seq ?? null;
}

function differenceOf(
  before: ReadonlyMap<string, BoardRecord>,
  after: ReadonlyMap<string, BoardRecord>,
): { put: BoardRecord[]; removed: string[] } {
  const put = [...after.values()].filter((record) => !sameJson(before.get(record.id), record));
  const removed = [...before.keys()].filter((id) => !after.has(id));
  return { put, removed };
}
