import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { LOCAL_ORIGIN } from './bindStoreToBoard.ts';

/** While somebody writes, a pause longer than this ends an undo step; elsewhere only a mark does. */
const TYPING_PAUSE_MS = 1_000;

type StackItem = Y.UndoManager['undoStack'][number];

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
 * somebody else has set the same property meanwhile. Steps are tldraw's: whatever lies between two marks is one step.
 */
export class BoardHistory {
  readonly #undoManager: Y.UndoManager;
  readonly #binding: BoundStore;
  readonly #textOfOthers: TextOfOthers;
  readonly #marks = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #lastTyped = -Infinity;

  constructor(doc: Y.Doc, binding: BoundStore) {
    this.#binding = binding;
    this.#textOfOthers = new TextOfOthers(doc.clientID);
    this.#undoManager = new Y.UndoManager(doc.getMap('records'), {
      trackedOrigins: new Set<unknown>([LOCAL_ORIGIN, ySyncPluginKey]),
      captureTimeout: Number.MAX_SAFE_INTEGER,
      captureTransaction: (transaction) => this.#isCaptured(transaction),
      deleteFilter: (item) => !this.#textOfOthers.protects(item),
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
    this.#run(() => this.#undoManager.undo());
  }

  redo(): void {
    this.#run(() => this.#undoManager.redo());
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
      if (step) this.#undoAlone(step);
    });
    this.#changed();
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
    this.#textOfOthers.forget();
    change();
    this.#binding.readNow();
  }

  /** Alone on the stack, so that nothing below it is taken back where it has no effect any more. */
  #undoAlone(step: StackItem): void {
    const manager = this.#undoManager;
    const { undoStack, redoStack } = manager;
    manager.undoStack = [step];
    manager.redoStack = [];
    manager.undo();
    manager.undoStack = undoStack;
    manager.redoStack = redoStack;
    manager.stopCapturing();
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
  #merged(height: number): StackItem | null {
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

/**
 * Taking back that I made an item, or a paragraph, must not take away what somebody else has written into it: then the
 * item stays, with all its properties. (A property that I merely changed goes back all the same, as its former value is
 * written over it.) Remembers its answers, for one undo.
 */
class TextOfOthers {
  readonly #me: number;
  readonly #known = new Map<object, boolean>();

  constructor(me: number) {
    this.#me = me;
  }

  protects(item: Y.Item): boolean {
    const { content, parent } = item;
    if (content instanceof Y.ContentType && this.#isIn(content.type)) return true;
    return parent instanceof Y.Map && this.#isIn(parent);
  }

  forget(): void {
    this.#known.clear();
  }

  #isIn(type: object): boolean {
    const text = type instanceof Y.Map ? type.get('text') : type;
    if (!isText(text)) return false;
    let answer = this.#known.get(text);
    if (answer === undefined) {
      answer = someLiveItem(text, (item) => item.id.client !== this.#me && item.countable);
      this.#known.set(text, answer);
    }
    return answer;
  }
}

const isText = (type: unknown): type is Y.XmlFragment | Y.XmlText =>
  type instanceof Y.XmlFragment || type instanceof Y.XmlText;

function someLiveItem(type: { readonly _start: Y.Item | null }, test: (item: Y.Item) => boolean): boolean {
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way to ask who wrote a character
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentType) {
      if (someLiveItem(item.content.type, test)) return true;
    } else if (test(item)) {
      return true;
    }
  }
  return false;
}
