import type { RecordsDiff } from '@tldraw/store';
import type { TLRecord, TLShapeId, TLStore } from '@tldraw/tlschema';
import { type LiveBoardView, recordsOf, writeChanges } from '@weft/board-model';
import type { ClientId, Intent } from '@weft/protocol';
import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { atOnce, fillStore } from './fillStore.ts';
import { gestureToSend } from './gestureState.ts';
import type { Gesture, GestureToSend } from './gestureState.ts';
import { OthersGestures } from './OthersGestures.ts';
import { LockOverlay } from './LockOverlay.ts';
import { mergeAsShown } from './mergeAsShown.ts';
import { PendingChanges } from './PendingChanges.ts';
import { ReplacedInHand } from './ReplacedInHand.ts';
import { WriteThrottle } from './WriteThrottle.ts';

/** The origin of every transaction that this canvas writes; undo is scoped to it. */
export const LOCAL_ORIGIN = { name: 'weft-canvas' } as const;

/** An intent that nothing followed (a paste of nothing) must not colour a later change. */
const INTENT_LIFE_MS = 5_000;

export interface StoreBindingOptions {
  readonly store: TLStore;
  readonly doc: Y.Doc;
  /** The document's live view, where the store is filled from it already. */
  readonly view?: LiveBoardView;
  readonly sendIntent: (intent: Intent) => void;
  /** Told when it changes whether the store holds something that the document does not. */
  readonly onUnwritten: (unwritten: boolean) => void;
  /** Told after records were put or removed, with how many are quarantined. */
  readonly onQuarantine: (count: number) => void;
}

/**
 * Holds tldraw's store and the board's document to the same state, both ways, through the board model.
 *
 * - Store → document: what the person does (source `user`, scope `document`), at most four times a second while it goes
 *   on, exactly at its end. A viewer's store writes nothing.
 * - Document → store: the normalising view, once per frame, in one remote merge. Never a repair: the view is derived.
 * - Between two writes the pages tell each other what they are doing. What others do is laid over what the document says
 *   when it is put into the store, under what is pending here.
 * - What a facilitator locked shows as locked, whatever the document says.
 * - The text of an item that is being written belongs to its text editor, which is bound to the same document: here it
 *   is neither written (it would undo what others typed meanwhile) nor put (tldraw would reset the text editor).
 */
export class StoreBinding {
  readonly view: LiveBoardView;
  readOnly = false;
  readonly #options: StoreBindingOptions;
  readonly #pending = new PendingChanges();
  readonly #replaced = new ReplacedInHand();
  readonly #gestures: OthersGestures;
  readonly #throttle = new WriteThrottle(() => this.#write());
  readonly #writtenTexts = new Set<string>();
  /** Records of which the store shows something that is neither pending nor in the document. */
  readonly #differing = new Set<string>();
  readonly #locks = new LockOverlay();
  readonly #stops: (() => void)[] = [];
  #frame: number | null = null;
  #intent: SaidIntent | null = null;
  /** Of the next change that the text editor makes. */
  #textIntent: SaidIntent | null = null;
  #unwritten = false;

  constructor(options: StoreBindingOptions) {
    this.#options = options;
    const { store, doc } = options;
    this.view = options.view ?? atOnce(fillStore(store, doc));
    this.#gestures = new OthersGestures({
      clockOf: (client) => Y.getState(doc.store, client),
      recordOf: (id) => this.view.view.records.get(id),
      onDue: () => this.#requestFrame(),
    });
    this.#putUnlocked();
    options.onQuarantine(this.view.view.quarantined.size);

    this.#stops.push(
      store.listen((entry) => this.#onLocalChange(entry.changes), { source: 'user', scope: 'document' }),
      this.view.onChange(() => this.#requestFrame()),
    );
    const onTransaction = (transaction: Y.Transaction) => this.#sayIntent(transaction);
    doc.on('afterTransaction', onTransaction);
    this.#stops.push(() => doc.off('afterTransaction', onTransaction));
  }

  /** Brings the document up to date with the store, and nothing of a gesture stays behind. */
  writeNow(): void {
    this.#hearStore();
    this.#throttle.flush();
    this.#replaced.forget();
  }

  /** Brings the store up to date with the document without waiting for the frame. */
  readNow(): void {
    this.#cancelFrame();
    this.#read([]);
  }

  /** Says how the next local change came about. */
  intend(intent: Intent): void {
    this.writeNow();
    this.#intent = said(intent);
  }

  /** Says how the next change of the text that is being written comes about. */
  intendText(intent: Intent): void {
    this.writeNow();
    this.#textIntent = said(intent);
  }

  /** Makes a change that is written at once, with how it came about; where it changes nothing, nothing is said. */
  explain(intent: Intent, change: () => void): void {
    this.intend(intent);
    change();
    this.writeNow();
    this.#intent = null;
  }

  /** From now on, or no longer, a text editor that is bound to the document owns this item's text. */
  setTextBeingWritten(itemId: string, isWritten: boolean): void {
    this.#hearStore();
    if (isWritten) {
      this.#writtenTexts.add(itemId);
      return;
    }
    this.#writtenTexts.delete(itemId);
    // What the text editor left in the store is replaced by what everybody derives from the document.
    this.#putAgain(itemId);
  }

  /** What others are to be told of what is not written yet. */
  gestureToSend(): GestureToSend | null {
    this.#hearStore();
    const { doc } = this.#options;
    const updates = this.#pending.updates.filter(([, { id }]) => !this.#writtenTexts.has(id));
    return gestureToSend(updates, Y.getState(doc.store, doc.clientID));
  }

  /** Shows what somebody else is doing; null when they do nothing. */
  showGesture(client: ClientId, gesture: Gesture | null): void {
    this.#gestures.tell(client, gesture);
  }

  /** What is locked on the board from now on, whatever the document says. */
  setLocked(locked: ReadonlySet<string>): void {
    const { records } = this.view.view;
    const changed = this.#locks.set(locked).flatMap((id) => this.#local(records.get(id)) ?? []);
    const shown = changed.filter(({ id }) => this.#options.store.has(id));
    if (shown.length > 0) mergeAsShown(this.#options.store, () => this.#options.store.put(shown));
  }

  /** The store was filled with what the document says. */
  #putUnlocked(): void {
    const records = [...this.view.view.records.values()];
    const shown = records
      .filter((record) => this.#locks.over(record) !== record)
      .map((record) => this.#locks.over(record));
    if (shown.length > 0) mergeAsShown(this.#options.store, () => this.#options.store.put(shown));
  }

  destroy(): void {
    this.writeNow();
    this.#throttle.cancel();
    this.#gestures.destroy();
    this.#cancelFrame();
    for (const stop of this.#stops) stop();
    this.view.destroy();
  }

  /** The store tells its listeners once a frame; now it tells them at once. */
  #hearStore(): void {
    // oxlint-disable-next-line no-underscore-dangle -- public, and what `listen` itself does first
    this.#options.store._flushHistory();
  }

  #onLocalChange(changes: RecordsDiff<TLRecord>): void {
    if (this.readOnly) return;
    const { own, differing } = this.#replaced.ownOf(changes);
    for (const id of differing) this.#differing.add(id);
    this.#pending.add(this.#locks.without(this.#withoutWrittenTexts(own)));
    if (this.#pending.isEmpty) return;
    this.#setUnwritten(true);
    this.#throttle.request();
  }

  /**
   * Reads at once what it wrote, and for these records looks at the view itself: what the view tells is only how it
   * differs from when it was last asked. It says nothing of a write that is taken back before the next frame, or that
   * normalising makes void, though this store still shows it.
   */
  #write(): void {
    if (this.#pending.isEmpty) return this.#setUnwritten(false);
    const changes = this.#pending.take();
    writeChanges(this.#options.doc, changes, LOCAL_ORIGIN);
    this.#setUnwritten(false);
    this.#cancelFrame();
    this.#read(Object.keys({ ...changes.added, ...changes.updated, ...changes.removed }));
  }

  #requestFrame(): void {
    this.#frame ??= requestAnimationFrame(() => this.readNow());
  }

  #cancelFrame(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  /** @param written ids of which the view may differ from the store without having changed. */
  #read(written: readonly string[]): void {
    const { store, doc } = this.#options;
    // What the person did since must be known as pending before it is laid over what others did.
    this.#hearStore();
    const { put, removed, quarantined } = this.view.flush();
    const { records } = this.view.view;
    const wanted = new Map<string, TLRecord | undefined>(put.map((record) => [record.id, record]));
    const inHands = this.#gestures.settle([...wanted.keys(), ...removed]);
    for (const id of [...written, ...inHands, ...this.#differing]) wanted.set(id, wanted.get(id) ?? records.get(id));
    this.#differing.clear();
    const puts = [...wanted.values()].map((record) => this.#local(record)).filter((record) => record !== null);
    for (const record of puts) {
      const before = store.get(record.id);
      if (before) this.#replaced.noteRemote(before, record);
    }
    const gone = [...removed, ...written.filter((id) => !records.has(id))] as TLRecord['id'][];
    // What only cannot be shown for a while (its page is gone) comes back with what I did to it.
    for (const id of gone) if (!recordsOf(doc).has(id)) this.#pending.drop(id);
    const leaving = gone.filter((id) => store.has(id));
    if (puts.length > 0 || leaving.length > 0) {
      mergeAsShown(store, () => {
        store.remove(leaving);
        store.put(puts);
      });
    }
    this.#options.onQuarantine(quarantined);
  }

  /** The record of the view as this store should hold it. */
  #local(record: TLRecord | undefined): TLRecord | null {
    const merged = record ? this.#pending.over(this.#asShown(record)) : null;
    if (!merged || !this.#writtenTexts.has(merged.id)) return merged;
    const own = this.#options.store.get(merged.id);
    return own ? withRichTextOf(merged, own) : merged;
  }

  /** What others are doing is laid over, but not over what is locked: nobody may even seem to move it. */
  #asShown(record: TLRecord): TLRecord {
    const isLocked = this.#locks.isIn(record, (id) => this.view.view.records.get(id));
    return this.#locks.over(isLocked ? record : this.#gestures.over(record));
  }

  /** Later, as a text editor may close in the middle of an operation on the store. */
  #putAgain(itemId: string): void {
    queueMicrotask(() => {
      const { store } = this.#options;
      if (this.#writtenTexts.has(itemId)) return;
      this.#hearStore();
      const record = this.#local(this.view.view.records.get(itemId));
      if (record !== null && store.has(record.id)) mergeAsShown(store, () => store.put([record]));
    });
  }

  #withoutWrittenTexts(changes: RecordsDiff<TLRecord>): RecordsDiff<TLRecord> {
    const updated = { ...changes.updated };
    for (const id of this.#writtenTexts) {
      const update = updated[id as TLShapeId];
      if (update) updated[id as TLShapeId] = [update[0], withRichTextOf(update[1], update[0])];
    }
    return { ...changes, updated };
  }

  /** Just before the update leaves: an intent goes with the change it explains, and only if there is one. */
  #sayIntent(transaction: Y.Transaction): void {
    if (!hasContent(transaction)) return;
    let intent: SaidIntent | null = null;
    if (transaction.origin === LOCAL_ORIGIN) [intent, this.#intent] = [this.#intent, null];
    else if (transaction.origin === ySyncPluginKey) [intent, this.#textIntent] = [this.#textIntent, null];
    if (intent !== null && performance.now() < intent.until) this.#options.sendIntent(intent.intent);
  }

  #setUnwritten(unwritten: boolean): void {
    if (this.#unwritten === unwritten) return;
    this.#unwritten = unwritten;
    this.#options.onUnwritten(unwritten);
  }
}

interface SaidIntent {
  readonly intent: Intent;
  readonly until: number;
}

const said = (intent: Intent): SaidIntent => ({ intent, until: performance.now() + INTENT_LIFE_MS });

/** Whether a transaction made an update, and not only looked. */
export function hasContent(transaction: Y.Transaction): boolean {
  if (transaction.deleteSet.clients.size > 0) return true;
  return [...transaction.afterState].some(([client, clock]) => transaction.beforeState.get(client) !== clock);
}

function withRichTextOf<T extends TLRecord>(record: T, source: TLRecord): T {
  if (record.typeName !== 'shape' || source.typeName !== 'shape') return record;
  if (!('richText' in source.props)) return record;
  return { ...record, props: { ...record.props, richText: source.props.richText } };
}
