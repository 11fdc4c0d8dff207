import { openKeyframe } from '../sealing/keyframe.ts';
import type { OpenCodec, Opened } from '../sealing/seal.ts';
import type { SealedEntry } from '../sealing/SealedEntry.ts';
import { openSegment, openTail } from '../sealing/segment.ts';
import { ByteCache } from './ByteCache.ts';
import { openTrack } from '../track/sealTrack.ts';
import type { TrackContent } from '../track/trackColumns.ts';
import type { Fetched, KeyframePiece, PieceList, PieceSource, SegmentPiece, TrackPiece } from './PieceSource.ts';

/** One change as a replay knows it: what and when, not who. */
export type PastEntry = Pick<SealedEntry, 'seq' | 'at' | 'madeAt' | 'kind' | 'intent' | 'payload'>;

/** A run of entries: a segment, or (without a hash) some that were not sealed when they were asked for. */
export type Run = Omit<SegmentPiece, 'hash'> & { readonly hash: string | null };

/** What of the history cannot be read, and why: a stretch of entries, the keyframe after one, or the track of some. */
export interface Damage {
  readonly what: 'entries' | 'keyframe' | 'track';
  readonly seq: number;
  readonly last: number;
  readonly words: string;
}

export interface ReplayLogOptions {
  readonly source: PieceSource;
  readonly codec: OpenCodec;
  /** So many bytes of unpacked pieces are kept. */
  readonly maxBytes?: number;
}

/** What a piece comes to once it is unpacked. */
type Content = readonly PastEntry[] | Uint8Array | TrackContent;

const MAX_BYTES = 48 * 1024 * 1024;
/** What an entry costs beside its payload. */
const ENTRY_BYTES = 300;
/** What a record, a change of its JSON, and any change cost once a track is read. */
const RECORD_BYTES = 1_200;
const SPLICE_BYTES = 120;
const CHANGE_BYTES = 24;
/** With more runs than this that are not sealed it is worth asking what has been sealed meanwhile. */
const MOST_LOOSE = 16;

/**
 * A board's history, of which only what is needed is fetched, checked and unpacked, and only so much is kept. It grows while
 * the board is worked on: {@link ReplayLog.refresh} asks for what is new.
 */
export class ReplayLog {
  readonly #source: PieceSource;
  readonly #codec: OpenCodec;
  readonly #cache: ByteCache<Content>;
  readonly #fetching = new Map<string, Promise<Opened<Content>>>();
  readonly #damages = new Map<string, Damage>();
  /** What the server had no more when it was asked for: another took its place, and the list says which. */
  readonly #gone = new Set<string>();
  #generation = '';
  #runs: readonly Run[] = [];
  #keyframes: readonly KeyframePiece[] = [];
  #tracks: readonly TrackPiece[] = [];

  constructor({ source, codec, maxBytes = MAX_BYTES }: ReplayLogOptions) {
    this.#source = source;
    this.#codec = codec;
    this.#cache = new ByteCache(maxBytes);
  }

  /** Asks what there is. To be awaited before anything else. */
  async open(): Promise<void> {
    const list = await this.#source.list();
    if (list.generation !== this.#generation) this.#forget();
    this.#generation = list.generation;
    this.#runs = withGapsNamed(list);
    this.#keyframes = list.keyframes;
    this.#tracks = list.tracks;
    while (await this.#readTail());
  }

  /** Asks for what is new. @returns whether there was something, or something was erased */
  async refresh(): Promise<boolean> {
    const before = this.#generation;
    if (!(await this.#readTail())) return this.#generation !== before;
    while (await this.#readTail());
    if (this.#runs.filter(({ hash }) => hash === null).length > MOST_LOOSE) await this.open();
    return true;
  }

  /** Another one when something was erased meanwhile: what was made of entries from before is not to be shown any more. */
  get generation(): string {
    return this.#generation;
  }

  /** The first entry; null while there is none. */
  get begin(): { readonly seq: number; readonly at: number } | null {
    const first = this.#runs[0];
    return first === undefined ? null : { seq: first.seq, at: first.from };
  }

  /** The last entry; null while there is none. */
  get end(): { readonly seq: number; readonly at: number } | null {
    const last = this.#runs.at(-1);
    return last === undefined ? null : { seq: last.last, at: last.to };
  }

  /** Those that are not known to be damaged, in order. */
  get keyframes(): readonly KeyframePiece[] {
    return this.#keyframes.filter((keyframe) => !this.#damages.has(nameOfKeyframe(keyframe)));
  }

  /** Those that are not known to be damaged, in order. */
  get tracks(): readonly TrackPiece[] {
    return this.#tracks.filter((track) => !this.#damages.has(nameOfTrack(track)));
  }

  /** What was found that cannot be read. */
  get damages(): readonly Damage[] {
    return [...this.#damages.values()].toSorted((a, b) => a.seq - b.seq);
  }

  /** How much is kept. */
  get bytes(): number {
    return this.#cache.bytes;
  }

  /** The last entry not after t; 0 before the first. Within what is damaged, the last before that. */
  async seqAt(t: number): Promise<number> {
    const run = this.#runs.findLast(({ from }) => from <= t);
    if (run === undefined) return 0;
    if (run.to <= t) return run.last;
    const { generation } = this;
    this.#prefetchTracks(run);
    const entries = await this.#entriesOf(run);
    // The list is another now.
    if (this.#gone.has(nameOf(run)) || generation !== this.generation) return await this.seqAt(t);
    return (entries.ok && entries.value.findLast(({ at }) => at <= t)?.seq) || run.seq - 1;
  }

  /** When an entry was made; null for one that is not there. */
  async timeOf(seq: number): Promise<number | null> {
    const run = this.#runAt(seq);
    if (run === undefined) return null;
    if (run.seq === seq) return run.from;
    if (run.last === seq) return run.to;
    const entries = await this.#entriesOf(run);
    return entries.ok ? (entries.value[seq - run.seq]?.at ?? null) : run.from;
  }

  /** The entries after `after` up to `until`; null when some of them are damaged: {@link ReplayLog.damages} says which. */
  async entries(after: number, until: number): Promise<readonly PastEntry[] | null> {
    const runs = this.#runs.filter(({ seq, last }) => last > after && seq <= until);
    const opened = await Promise.all(runs.map((run) => this.#entriesOf(run)));
    const entries: PastEntry[] = [];
    for (const run of opened) {
      if (!run.ok) return null;
      for (const entry of run.value) if (entry.seq > after && entry.seq <= until) entries.push(entry);
    }
    return entries;
  }

  /** Fetches what comes next, so that it is there when it is needed. */
  prefetch(after: number): void {
    const run = this.#runAt(after + 1);
    if (run === undefined) return;
    const track = this.tracks.find(({ seq }) => seq >= after && seq <= run.last);
    const isToldByTrack = this.tracks.some(({ seq, until }) => seq <= run.last && run.last <= until);
    const keyframe = isToldByTrack ? undefined : this.keyframes.find(({ seq }) => seq > after && seq <= run.last);
    // Whoever needs it asks again, and is told what went wrong.
    this.#entriesOf(run).catch(() => undefined);
    if (track !== undefined) this.track(track).catch(() => undefined);
    if (keyframe !== undefined) this.state(keyframe).catch(() => undefined);
  }

  /** A board's state (a Yjs V1 update); null when it is damaged. */
  async state(keyframe: KeyframePiece): Promise<Uint8Array | null> {
    const place = { what: 'keyframe', seq: keyframe.seq, last: keyframe.seq } as const;
    const opened = await this.#take(nameOfKeyframe(keyframe), place, async () => {
      const fetched = await this.#replaced(nameOfKeyframe(keyframe), () => this.#source.keyframe(keyframe));
      const state = fetched.ok
        ? openKeyframe({ bytes: fetched.bytes, hash: keyframe.hash }, this.#codec)
        : lost(fetched);
      return { state, bytes: state.ok ? state.value.byteLength : 0 };
    });
    return opened.ok ? (opened.value as Uint8Array) : null;
  }

  /** What is shown over a stretch; null when it is damaged: {@link ReplayLog.damages} says how. */
  async track(piece: TrackPiece): Promise<TrackContent | null> {
    const opened = await this.#take(nameOfTrack(piece), placeOfTrack(piece), async () => {
      const fetched = await this.#replaced(nameOfTrack(piece), () => this.#source.track(piece));
      const state = fetched.ok ? openTrack({ bytes: fetched.bytes, hash: piece.hash }, this.#codec) : lost(fetched);
      return { state, bytes: state.ok ? sizeOfTrack(state.value) : 0 };
    });
    return opened.ok ? (opened.value as TrackContent) : null;
  }

  /** Names a track that is whole but does not fit together. */
  distrustTrack(piece: TrackPiece, words: string): void {
    this.#damages.set(nameOfTrack(piece), { ...placeOfTrack(piece), words });
  }

  /** Names a stretch whose entries are whole but do not fit what is before them. */
  distrust(seq: number, words: string): void {
    const run = this.#runAt(seq);
    if (run !== undefined) this.#damages.set(nameOf(run), { ...placeOf(run), words });
  }

  async #readTail(): Promise<boolean> {
    const after = this.end?.seq ?? 0;
    const fetched = await this.#tail(after);
    if (fetched === null) return false;
    const opened = fetched.ok ? openTail(fetched.bytes, this.#codec) : lost(fetched);
    const [first, last] = opened.ok ? [opened.value[0], opened.value.at(-1)] : [];
    if (!opened.ok || first === undefined || last === undefined || first.seq !== after + 1) return false;
    const run: Run = { seq: first.seq, last: last.seq, from: first.at, to: last.at, hash: null };
    this.#runs = [...this.#runs, run];
    this.#cache.set(nameOf(run), opened.value, sizeOf(opened.value));
    return true;
  }

  /** When something was erased the list is another, and this was asked for by the old one. */
  async #tail(after: number): Promise<Fetched | null> {
    const fetched = await this.#source.tail(after, this.#generation);
    if (fetched?.ok === false && fetched.why === 'rewritten') await this.open();
    return fetched;
  }

  #forget(): void {
    this.#cache.clear();
    this.#damages.clear();
    this.#gone.clear();
  }

  /** Whoever asks for a time goes there: what it is shown by is fetched at once, and not after what time it was. */
  #prefetchTracks(run: Run): void {
    for (const track of this.tracks) {
      if (track.seq <= run.last && run.seq <= track.until) this.track(track).catch(() => undefined);
    }
  }

  #runAt(seq: number): Run | undefined {
    return this.#runs.find((run) => run.seq <= seq && seq <= run.last);
  }

  async #entriesOf(run: Run): Promise<Opened<readonly PastEntry[]>> {
    const opened = await this.#take(nameOf(run), placeOf(run), async () => {
      const state = await (run.hash === null ? this.#fetchLoose(run) : this.#fetchSegment({ ...run, hash: run.hash }));
      return { state, bytes: state.ok ? sizeOf(state.value) : 0 };
    });
    return opened as Opened<readonly PastEntry[]>;
  }

  /** What is kept, being fetched, or now fetched; what is damaged is named once and not fetched again. */
  async #take<T extends Content>(
    name: string,
    place: Omit<Damage, 'words'>,
    fetch: () => Promise<{ readonly state: Opened<T>; readonly bytes: number }>,
  ): Promise<Opened<Content>> {
    const damage = this.#damages.get(name);
    if (damage !== undefined) return { ok: false, damage: damage.words };
    const kept = this.#cache.get(name);
    if (kept !== undefined) return { ok: true, value: kept };
    const generation = this.#generation;
    const fetching =
      this.#fetching.get(name) ??
      fetch().then(({ state, bytes }) => {
        if (generation !== this.#generation) return OUTDATED;
        if (state.ok) this.#cache.set(name, state.value, bytes);
        else if (!this.#gone.has(name)) this.#damages.set(name, { ...place, words: state.damage });
        return state;
      });
    this.#fetching.set(name, fetching);
    try {
      return await fetching;
    } finally {
      this.#fetching.delete(name);
    }
  }

  async #fetchSegment(segment: SegmentPiece): Promise<Opened<readonly PastEntry[]>> {
    const fetched = await this.#replaced(nameOf(segment), () => this.#source.segment(segment));
    if (!fetched.ok) return lost(fetched);
    return asRun(segment, openSegment({ bytes: fetched.bytes, hash: segment.hash }, this.#codec));
  }

  /** A piece that is gone is looked for in the list, where it has another name now; one that is still there is lost. */
  async #replaced(name: string, fetch: () => Promise<Fetched>): Promise<Fetched> {
    const fetched = await fetch();
    if (fetched.ok || fetched.why !== 'gone') return fetched;
    await this.open();
    const names = [...this.#runs.map(nameOf), ...this.#keyframes.map(nameOfKeyframe), ...this.#tracks.map(nameOfTrack)];
    if (!names.includes(name)) this.#gone.add(name);
    return fetched;
  }

  /** It may be sealed by now, and more may have come: the same entries are asked for by number. */
  async #fetchLoose(run: Run): Promise<Opened<readonly PastEntry[]>> {
    const entries: PastEntry[] = [];
    while (entries.length <= run.last - run.seq) {
      const fetched = await this.#tail(run.seq - 1 + entries.length);
      if (fetched === null) break;
      const opened = fetched.ok ? openTail(fetched.bytes, this.#codec) : lost(fetched);
      if (!opened.ok) return opened;
      for (const entry of opened.value) if (entry.seq <= run.last) entries.push(entry);
    }
    return asRun(run, { ok: true, value: entries });
  }
}

/** It was asked for before something was erased: whoever asked asks again, by the list of today. */
const OUTDATED = { ok: false, damage: 'something was erased since it was asked for' } as const;

const nameOf = ({ seq, last, hash }: Run): string => `run ${seq} ${last} ${hash ?? ''}`;

const placeOf = ({ seq, last }: Run): Omit<Damage, 'words'> => ({ what: 'entries', seq, last });

const nameOfKeyframe = ({ seq, hash }: KeyframePiece): string => `keyframe ${seq} ${hash}`;

const nameOfTrack = ({ seq, until, hash }: TrackPiece): string => `track ${seq} ${until} ${hash}`;

const placeOfTrack = ({ seq, until }: TrackPiece): Omit<Damage, 'words'> => ({
  what: 'track',
  seq: seq + 1,
  last: until,
});

/** Roughly what its objects take: measured on boards of a thousand notes. */
const sizeOfTrack = ({ begin, kinds, splices, puts }: TrackContent): number =>
  begin.records.length * RECORD_BYTES +
  puts.length * RECORD_BYTES +
  splices.length * SPLICE_BYTES +
  kinds.length * CHANGE_BYTES;

const sizeOf = (entries: readonly PastEntry[]): number =>
  entries.reduce((sum, { payload }) => sum + payload.byteLength + ENTRY_BYTES, 0);

const lost = ({ words }: Extract<Fetched, { ok: false }>): { readonly ok: false; readonly damage: string } => ({
  ok: false,
  damage: words,
});

function asRun({ seq, last }: Run, opened: Opened<readonly PastEntry[]>): Opened<readonly PastEntry[]> {
  if (!opened.ok) return opened;
  const isWhole = opened.value[0]?.seq === seq && opened.value.at(-1)?.seq === last;
  return isWhole ? opened : { ok: false, damage: 'it holds other entries than it says' };
}

/** What the list leaves out between two segments is asked for like the tail: it is there, or its damage gets a name. */
function withGapsNamed({ segments }: PieceList): readonly Run[] {
  const runs: Run[] = [];
  for (const segment of segments) {
    const before = runs.at(-1);
    const expected = (before?.last ?? 0) + 1;
    if (segment.seq > expected) {
      const from = before?.to ?? segment.from;
      runs.push({ seq: expected, last: segment.seq - 1, from, to: segment.from, hash: null });
    }
    runs.push(segment);
  }
  return runs;
}
