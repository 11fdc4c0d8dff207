import { Extension } from '@tiptap/core';
import type { Extensions } from '@tiptap/core';
import { Plugin, Selection } from '@tiptap/pm/state';
import { textFitsEditor, textFragment } from '@weft/board-model';
import type { ClientId, ItemId } from '@weft/protocol';
import { getTipTapDefaultExtensions } from 'tldraw';
import type { Awareness } from 'y-protocols/awareness';
import { yCursorPlugin, ySyncPlugin, ySyncPluginKey } from 'y-prosemirror';
import type * as Y from 'yjs';
import type { BoardHistory } from './BoardHistory.ts';
import { CaretAwareness } from './CaretAwareness.ts';
import type { CaretPerson } from './CaretAwareness.ts';
import type { StoreBinding } from './bindStoreToBoard.ts';
import { heldCaret } from './heldCaret.ts';
import { textClipboard } from './textClipboard.ts';

/** What the text editor needs of the canvas; it is there before any text can be opened. */
export interface TextContext {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly binding: StoreBinding;
  readonly history: BoardHistory;
  /** The item whose text is being opened. */
  readonly itemBeingEdited: () => ItemId | null;
  readonly personOf: (client: ClientId) => CaretPerson | null;
  /** Runs a change of the store as somebody else's. */
  readonly asRemote: (change: () => void) => void;
}

/**
 * The extensions of tldraw's text editor with the text of the open item bound to the document, character by character.
 *
 * tldraw makes one text editor per editing session, so the item that is being edited when the plugins are asked for is
 * the one. `props.richText` follows the editor and is derived everywhere; it is never synced. The default extensions
 * come without their own history, and without the trailing paragraph, which everybody who opens the text would add.
 */
export function collaborativeTextExtensions(context: () => TextContext | null): Extensions {
  return [...getTipTapDefaultExtensions({ undoRedo: false, trailingNode: false }), boundText(context)];
}

function boundText(context: () => TextContext | null): Extension {
  const undo = () => {
    context()?.history.undo();
    return true;
  };
  const redo = () => {
    context()?.history.redo();
    return true;
  };
  return Extension.create<object, { item: ItemId | null }>({
    name: 'weftBoundText',
    // Ahead of the defaults, so that undo is the board's.
    priority: 1_000,

    addStorage: () => ({ item: null }),

    addProseMirrorPlugins() {
      const canvas = context();
      const item = canvas?.itemBeingEdited() ?? null;
      if (!canvas || item === null) return [];
      // The item itself may have been made a moment ago.
      canvas.binding.writeNow();
      const fragment = textFragment(canvas.doc, item);
      if (!fragment) return [];
      // y-prosemirror deletes what its schema does not know, as whoever opened the text.
      if (!textFitsEditor(fragment)) return [new Plugin({ props: { editable: () => false } })];
      this.storage.item = item;
      canvas.binding.setTextBeingWritten(item, true);
      const pasted = (source: string) => canvas.binding.intendText({ kind: 'paste', sources: [source] });
      return [...boundPlugins(canvas, item, fragment), textClipboard(item, this.editor.schema, pasted)];
    },

    /** A change that came from the document is not this person's: neither its text nor the size that follows from it. */
    dispatchTransaction({ transaction, next }) {
      const canvas = context();
      const sync: unknown = transaction.getMeta(ySyncPluginKey);
      const isFromDocument =
        typeof sync === 'object' && sync !== null && 'isChangeOrigin' in sync && sync.isChangeOrigin === true;
      if (!canvas || !isFromDocument) return next(transaction);
      transaction.setMeta('preventAutolink', true);
      canvas.asRemote(() => next(transaction));
    },

    addKeyboardShortcuts: () => ({ 'Mod-z': undo, 'Shift-Mod-z': redo, 'Mod-y': redo }),

    onDestroy() {
      const canvas = context();
      const { item } = this.storage;
      if (!canvas || item === null) return;
      canvas.binding.setTextBeingWritten(item, false);
      this.storage.item = null;
    },
  });
}

function boundPlugins(canvas: TextContext, item: ItemId, fragment: Y.XmlFragment): Plugin[] {
  const carets = new CaretAwareness(canvas.awareness, item, canvas.personOf);
  return [
    ySyncPlugin(fragment),
    caretAtEnd(),
    heldCaret(canvas.doc),
    // It has all of an Awareness that the plugin uses.
    yCursorPlugin(carets as unknown as Awareness, { cursorBuilder: drawCaret, selectionBuilder: drawSelection }),
  ];
}

/**
 * Drawing the text from the document leaves the caret at its start, and tldraw moves it only a tenth of a second later:
 * whoever types at once would write backwards. Must come after the sync plugin.
 */
const caretAtEnd = (): Plugin =>
  new Plugin({
    view(view) {
      view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)));
      // Whoever focuses it later, tldraw first of all, would begin at the start again.
      view.focus();
      return {};
    },
  });

/** The name is drawn by the style sheet: words in the text would be lines of their own to the keys Home and End. */
function drawCaret(person: CaretPerson): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'weft-caret';
  caret.style.setProperty('--weft-person', person.color);
  caret.dataset['name'] = person.name;
  return caret;
}

const drawSelection = (person: CaretPerson) => ({
  class: 'weft-caret-selection',
  style: `--weft-person: ${person.color}`,
});
