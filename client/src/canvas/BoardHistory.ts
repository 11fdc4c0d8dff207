import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { LOCAL_ORIGIN } from './bindStoreToBoard.ts';
import { PropertiesOfOthers } from './PropertiesOfOthers.ts';
import type { UndoStep } from './PropertiesOfOthers.ts';
import { RecordsInUse } from './RecordsInUse.ts';

/** While somebody writes, a pause longer than this ends an undo step; elsewhere only a mark does. */
const TYPING_PAUSE_MS = 1_000;

/** What the history asks of the binding between store and document. */
export interface BoundStore {
  writeNow(): void;
  readNow(): void;
}

/**
 * Undo and redo of what this person did on this page, for canvas and text in one order.
 *
 * tldraw's own history restores whole records as it remembers them, and so takes back what others did to them since.
 * This one is a Yjs undo manager: it deletes what my transactions inserted and brings back what they deleted, unless
 * somebody else has set the same property meanwhile. What a step may still touch is decided when it is taken back, by
 * {@link PropertiesOfOthers} and {@link RecordsInUse}. Steps are tldraw's: whatever lies between two marks is one step.
 */
export class BoardHistory {
  readonly #undoManager: Y.UndoManager;
  readonly #binding: BoundStore;
  /** Says of an item that the step which is being taken back made whether it must stay. */
  #protects: (item: Y.Item) => boolean = () => false;
  readonly #marks = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #lastTyped = -Infinity;

  constructor(doc: Y.Doc, binding: BoundStore) {
    this.#binding = binding;
    this.#undoManager = new Y.UndoManager(doc.getMap('records'), {
      trackedOrigins: new Set<unknown>([LOCAL_ORIGIN, ySyncPluginKey]),
      captureTimeout: Number.MAX_SAFE_INTEGER,
      // What others changed is looked at before Yjs is asked.
      ignoreRemoteMapChanges: true,
      captureTransaction: (transaction) => this.#isCaptured(transaction),
      deleteFilter: (item) => !this.#protects(item),
    });
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) {
      this.#undoManager.on(event, () => this.#changed());
    }
  }

  get canUndo(): boolean {
    return this.#undoManager.undoStack.length > 0;
  }

  get canRedo(): boolean {
    return this.#undoManager.redoStack.length > 0;
  }

  /** Which of the two goes on right now, if any: what an update that leaves now is to be explained by. */
  get running(): 'undo' | 'redo' | null {
    if (this.#undoManager.undoing) return 'undo';
    return this.#undoManager.redoing ? 'redo' : null;
  }

  isOwnOrigin(origin: unknown): boolean {
    return origin === this.#undoManager;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  undo(): void {
    this.#run(() => this.#takeBack('undo'));
  }

  redo(): void {
    this.#run(() => this.#takeBack('redo'));
  }

  /** A new step begins; everything up to here belongs to the one before. */
  mark(id: string): void {
    this.#binding.writeNow();
    this.#undoManager.stopCapturing();
    this.#marks.set(id, this.#undoManager.undoStack.length);
    if (this.#marks.size > MAX_MARKS) this.#forgetOldestMark();
  }

  /** Takes back what I did since the mark, as if it had not been begun: without redo. */
  bailTo(id: string): void {
    const height = this.#marks.get(id);
    if (height === undefined) return;
    this.#run(() => {
      const step = this.#merged(height);
      if (!step) return;
      const { redoStack } = this.#undoManager;
      const redoable = redoStack.length;
      this.#takeBackAlone('undo', step);
      redoStack.splice(redoable);
      this.#undoManager.stopCapturing();
    });
  }

  /** Makes one step of everything since the mark. */
  squashTo(id: string): void {
    const height = this.#marks.get(id);
    if (height === undefined) return;
    this.#binding.writeNow();
    const step = this.#merged(height);
    if (step) this.#undoManager.undoStack.push(step);
  }

  clear(): void {
    this.#undoManager.clear();
    this.#marks.clear();
  }

  destroy(): void {
    this.#undoManager.destroy();
    this.#listeners.clear();
  }

  #run(change: () => void): void {
    this.#binding.writeNow();
    change();
    this.#binding.readNow();
    this.#changed();
  }

  /** The latest step of which anything is left to take back; a step of which nothing is left is passed over. */
  #takeBack(kind: 'undo' | 'redo'): void {
    const steps = this.#undoManager[`${kind}Stack`];
    for (let step = steps.pop(); step; step = steps.pop()) if (this.#takeBackAlone(kind, step)) return;
  }

  /**
   * Alone on its stack, as what others have done decides anew for every step what of it may be taken back.
   * @returns whether that changed anything
   */
  #takeBackAlone(kind: 'undo' | 'redo', step: UndoStep): boolean {
    const manager = this.#undoManager;
    const stack = `${kind}Stack` as const;
    const others = manager[stack];
    manager[stack] = [];
    const properties = new PropertiesOfOthers(manager, step);
    const records = new RecordsInUse(manager.doc, properties.standing);
    this.#protects = (item) => properties.protects(item) || records.protects(item);
    step.deletions = properties.restorable;
    manager[stack] = [step];
    const done = manager[kind]();
    manager[stack] = others;
    return done !== null;
  }

  /** Asked just before a change joins the stack, which is when a pause in writing ends the step before it. */
  #isCaptured(transaction: Y.Transaction): boolean {
    if (transaction.meta.get('addToHistory') === false) return false;
    if (transaction.origin !== ySyncPluginKey) return true;
    const now = Date.now();
    if (now - this.#lastTyped > TYPING_PAUSE_MS) this.#undoManager.stopCapturing();
    this.#lastTyped = now;
    return true;
  }

  /** Removes the steps above a height from the undo stack. @returns them as one, or null when there are none. */
  #merged(height: number): UndoStep | null {
    const [first, ...rest] = this.#undoManager.undoStack.splice(height);
    if (!first) return null;
    first.insertions = Y.mergeDeleteSets([first.insertions, ...rest.map((step) => step.insertions)]);
    first.deletions = Y.mergeDeleteSets([first.deletions, ...rest.map((step) => step.deletions)]);
    return first;
  }

  #forgetOldestMark(): void {
    const [oldest] = this.#marks.keys();
    if (oldest !== undefined) this.#marks.delete(oldest);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Only the mark of the operation that goes on is ever asked for. */
const MAX_MARKS = 100;
