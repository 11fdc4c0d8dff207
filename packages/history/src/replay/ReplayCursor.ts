import { sharing } from '@weft/board-model';
import * as Y from 'yjs';
import type { BoardRecord } from '../track/Track.ts';
import { PastTrack } from '../track/PastTrack.ts';
import { firstMisfit, PastDocument, type ApplyState, type Beginning } from './PastDocument.ts';
import type { TrackPiece } from './PieceSource.ts';
import { planMove, type DocumentPlan, type MovePlan } from './planMove.ts';
import type { Damage, PastEntry, ReplayLog } from './ReplayLog.ts';

/** From one moment of a board to another: what a canvas that shows the one needs to show the other. */
export interface Move {
  /** The last entry that is shown. */
  readonly seq: number;
  readonly put: readonly BoardRecord[];
  readonly removed: readonly string[];
  /** What cannot be read lies between `seq` and where it was to go. */
  readonly gap: Damage | null;
}

/** What the moment that is shown is told by, of one generation of the log: after an erasure it is not gone on from. */
type Past = { readonly generation: string } & (
  | { readonly by: 'track'; readonly piece: TrackPiece; readonly track: PastTrack }
  | { readonly by: 'document'; readonly document: PastDocument }
);

/** What may have changed with a move: some records, or any, which all of them are given for. */
type Changes =
  | { readonly put: readonly BoardRecord[]; readonly removed: readonly string[] }
  | { readonly records: ReadonlyMap<string, BoardRecord> };

/**
 * A board at one moment of its history, which can be moved to another: along a track where there is one, else in a document,
 * which goes on forward and starts anew from a keyframe. Holds one of them. One move at a time.
 */
export class ReplayCursor {
  readonly #log: ReplayLog;
  readonly #applyState: ApplyState;
  /** What is shown; records are of the normalising view, in today's schema. */
  readonly #records = new Map<string, BoardRecord>();
  /** What records were when they were shown last, those that are gone now too. Of one generation. */
  readonly #seen = new Map<string, BoardRecord>();
  #past: Past | null = null;

  /** @param applyState a faster way to read keyframes, where there is one */
  constructor(log: ReplayLog, applyState: ApplyState = Y.applyUpdate) {
    this.#log = log;
    this.#applyState = applyState;
  }

  /** The last entry that is shown; 0 before the first, and before the first move. */
  get seq(): number {
    if (this.#past === null) return 0;
    return this.#past.by === 'track' ? this.#past.track.seq : this.#past.document.seq;
  }

  get records(): ReadonlyMap<string, BoardRecord> {
    return this.#records;
  }

  /** @throws what the log's source throws; the cursor then stands where it stood. */
  async moveTo(target: number): Promise<Move> {
    for (;;) {
      const plan = this.#plan(target);
      const changes = await (plan.by === 'track' ? this.#along(plan.track, target) : this.#into(plan));
      if (changes === null) continue;
      return { seq: this.seq, ...this.#show(changes), gap: plan.by === 'track' ? null : plan.gap };
    }
  }

  destroy(): void {
    if (this.#past?.by === 'document') this.#past.document.destroy();
    this.#past = null;
  }

  #plan(target: number): MovePlan {
    const { keyframes, tracks, generation } = this.#log;
    const damages = this.#log.damages.filter(({ what }) => what === 'entries');
    const past = this.#past;
    const here = past?.by === 'document' && past.generation === generation ? past.document : null;
    return planMove({ here, target, keyframes, tracks, damages });
  }

  /** @returns null when the track turned out to be damaged, or something was erased meanwhile */
  async #along(piece: TrackPiece, target: number): Promise<Changes | null> {
    const { generation } = this.#log;
    const here = this.#past;
    if (here?.by === 'track' && here.generation === generation && here.piece.hash === piece.hash) {
      return this.#moveAlong(here, target);
    }
    const content = await this.#log.track(piece);
    if (content === null || generation !== this.#log.generation) return null;
    return this.#moveAlong({ by: 'track', piece, generation, track: new PastTrack(content) }, target);
  }

  #moveAlong(past: Past & { readonly by: 'track' }, target: number): Changes | null {
    try {
      const goesOn = past.track.moveTo(target) && this.#past === past;
      const changes = goesOn ? past.track.touched() : { records: past.track.records() };
      this.#stand(past);
      return changes;
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
      this.#log.distrustTrack(past.piece, error.message);
      return null;
    }
  }

  /** @returns null when what it needs turned out to be damaged or not to fit, or something was erased meanwhile */
  async #into(plan: DocumentPlan): Promise<Changes | null> {
    const { generation } = this.#log;
    const ready = await this.#prepare(plan);
    // What was erased meanwhile is not to be shown from what was fetched before.
    if (ready === null || generation !== this.#log.generation) return null;
    const { entries, begin } = ready;
    if (begin !== undefined) {
      this.#stand({ by: 'document', generation, document: new PastDocument(begin, this.#applyState) });
    }
    if (this.#past?.by !== 'document') return null;
    if (this.#past.document.append(entries)) return this.#past.document.changes(begin !== undefined);
    this.#misfit(ready);
    return null;
  }

  /** Fetches all that the plan needs; null when some of that turned out to be damaged. */
  async #prepare({ from, until }: DocumentPlan): Promise<Ready | null> {
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

  /** The entries do not fit together: the document is let go of, and which does not fit is looked for. */
  #misfit({ entries, begin }: Ready): void {
    this.destroy();
    // In a document that went on from elsewhere it is found when it is replayed from its keyframe.
    if (begin === undefined) return;
    const misfit = firstMisfit(new PastDocument(begin, this.#applyState), entries);
    if (misfit !== null) {
      this.#log.distrust(misfit, 'its entries refer to something that is not in the history before them');
    }
  }

  #stand(past: Past): void {
    if (past.generation !== this.#past?.generation) this.#seen.clear();
    if (past !== this.#past) this.destroy();
    this.#past = past;
  }

  #show(changes: Changes): Pick<Move, 'put' | 'removed'> {
    const put = 'records' in changes ? [...changes.records.values()] : changes.put;
    const removed = 'records' in changes ? this.#notIn(changes.records) : changes.removed;
    // Of a note that was only moved the canvas need not draw the words again.
    const shared = put.map((record) => sharing(this.#records.get(record.id) ?? this.#seen.get(record.id), record));
    const others = shared.filter((record) => record !== this.#records.get(record.id));
    const gone = removed.filter((id) => this.#records.delete(id));
    for (const record of others) {
      this.#records.set(record.id, record);
      this.#seen.set(record.id, record);
    }
    return { put: others, removed: gone };
  }

  #notIn(records: ReadonlyMap<string, BoardRecord>): string[] {
    return [...this.#records.keys()].filter((id) => !records.has(id));
  }
}

interface Ready {
  readonly entries: readonly PastEntry[];
  /** Where a new document begins; undefined to go on in the one there is. */
  readonly begin?: Beginning;
}

const BEFORE_ALL: Beginning = { seq: 0, until: null, state: null };
