import { atom, computed, react, unsafe__withoutCapture } from 'tldraw';
import type { Atom, Computed, Editor, TLRenderingShape, TLShape, TLShapeId } from 'tldraw';
import { shapesInOrder, shapesToDraw } from './largePageOrder.ts';
import { NOTHING_DRAWN, nextDrawn } from './nextDrawn.ts';
import type { Drawn } from './nextDrawn.ts';

/** Pages of fewer items are drawn as tldraw draws them: all at once, what is out of sight hidden. */
const LARGE = 500;
/** From here on texts are wide enough to be read; further away a note is a patch of colour. */
const LEGIBLE_ZOOM = 0.2;
/** A frame in which this is drawn anew is calm on a slow machine too. An item without its text costs a fifth. */
const ITEMS_A_FRAME = 100;
const TEXTS_A_FRAME = 20;

const largePages = new WeakMap<Editor, LargePage>();

/**
 * Draws of a large page what is seen, a portion a frame: first the items, then, near enough to be read, their texts; and keeps
 * up with what changes there without looking at all of it.
 *
 * tldraw draws every item of a page at once and hides what is out of sight: thousands of them hold the page up for many
 * seconds before anything is to be seen.
 */
export class LargePage {
  readonly #editor: Editor;
  readonly #all: () => TLRenderingShape[];
  readonly #allInOrder: () => TLShape[];
  readonly #zoomByCount: () => number;
  readonly #turn = atom('turn of drawing', 0);
  readonly #drawn: Computed<Drawn | null>;
  /** Every item on the screen looks at this: an atom, as all that hang from what is computed are visited at each change. */
  readonly #isLarge = atom('is the page large', false);
  readonly #texts = new Map<TLShapeId, Atom<boolean>>();
  readonly #stop: () => void;
  #frame: number | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#all = editor.getRenderingShapes.bind(editor);
    this.#drawn = computed<Drawn | null>('drawn of a large page', (before) => this.#nextDrawn(before));
    const toDraw = shapesToDraw(editor, () => this.#drawn.get()?.ids ?? NOTHING_DRAWN.ids, this.#all);
    editor.getRenderingShapes = () => (this.#drawn.get() ? toDraw.get() : this.#all());
    this.#allInOrder = editor.getCurrentPageShapesSorted.bind(editor);
    const inOrder = shapesInOrder(editor, this.#allInOrder);
    editor.getCurrentPageShapesSorted = () => (isLarge(editor) ? inOrder.get() : this.#allInOrder());
    // Which zoom the items look at hangs from how many there are: each of them would be visited at each change.
    this.#zoomByCount = editor.getEfficientZoomLevel.bind(editor);
    editor.getEfficientZoomLevel = () => (this.#isLarge.get() ? editor.getDebouncedZoomLevel() : this.#zoomByCount());
    this.#stop = react('draw on', () => this.#drawOn());
    largePages.set(editor, this);
  }

  /** Whether this item's text is to be drawn now; tells whoever draws it when that changes. */
  static showsText(editor: Editor, id: TLShapeId): boolean {
    const page = largePages.get(editor);
    return page === undefined || !page.#isLarge.get() || page.#textOf(id).get();
  }

  destroy(): void {
    this.#stop();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#editor.getRenderingShapes = this.#all;
    this.#editor.getCurrentPageShapesSorted = this.#allInOrder;
    this.#editor.getEfficientZoomLevel = this.#zoomByCount;
    largePages.delete(this.#editor);
  }

  /** @param before what tldraw hands in on the first reading is a symbol. */
  #nextDrawn(before: Drawn | null | symbol): Drawn | null {
    this.#turn.get();
    if (!isLarge(this.#editor)) return null;
    const ids = this.#editor.getCurrentPageShapeIds();
    const last = typeof before === 'symbol' ? null : before;
    const culled = this.#editor.getCulledShapes();
    const inOrder = () => this.#editor.getCurrentPageShapesSorted().map(({ id }) => id);
    return nextDrawn(last ?? NOTHING_DRAWN, { ids, culled, inOrder }, ITEMS_A_FRAME);
  }

  #drawOn(): void {
    const drawn = this.#drawn.get();
    this.#isLarge.set(drawn !== null);
    if (!drawn) return;
    this.#turn.get();
    const edited = this.#editor.getEditingShapeId();
    if (edited) this.#textOf(edited).set(true);
    const isWriting = this.#editor.getZoomLevel() >= LEGIBLE_ZOOM && this.#drawTexts(drawn);
    if (drawn.isPart || isWriting) this.#frame ??= requestAnimationFrame(this.#goOn);
  }

  readonly #goOn = (): void => {
    this.#frame = null;
    this.#turn.update((count) => count + 1);
  };

  /** Draws some of the texts that are seen. @returns whether there are more. */
  #drawTexts(drawn: Drawn): boolean {
    const culled = this.#editor.getCulledShapes();
    let room = TEXTS_A_FRAME;
    for (const id of drawn.ids) {
      const text = this.#textOf(id);
      // Without being told again of each: the next turn looks anew.
      if (culled.has(id) || unsafe__withoutCapture(() => text.get())) continue;
      if (room === 0) return true;
      text.set(true);
      room--;
    }
    return false;
  }

  #textOf(id: TLShapeId): Atom<boolean> {
    const known = this.#texts.get(id);
    if (known) return known;
    const text = atom('is the text drawn', false);
    this.#texts.set(id, text);
    return text;
  }
}

const isLarge = (editor: Editor): boolean => editor.getCurrentPageShapeIds().size > LARGE;
