import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';

interface RelativeSelection {
  readonly type: string;
  readonly anchor: Y.RelativePosition | null;
  readonly head: Y.RelativePosition | null;
}

/** What y-prosemirror keeps while a change of the document is under way, and puts the selection back from. */
interface SyncBinding {
  beforeTransactionSelection: RelativeSelection | null;
}

function bindingOf(state: unknown): SyncBinding | null {
  if (typeof state !== 'object' || state === null || !('binding' in state)) return null;
  return state.binding as SyncBinding | null;
}

/**
 * Holds the caret to the character before it while others write.
 *
 * y-prosemirror remembers a caret by the character after it, and at the end of a text as "the end". When two people
 * write at the end of one line, each one's caret would jump behind what the other just wrote, and their words would
 * interleave letter by letter. Remembered by the character before it, a caret stays behind its own person's last one.
 * The plugin must come after the sync plugin: its listener runs second and replaces what that one remembered.
 */
export function heldCaret(doc: Y.Doc): Plugin {
  return new Plugin({
    view(view) {
      const lean = (): void => {
        const binding = bindingOf(ySyncPluginKey.getState(view.state));
        const selection = binding?.beforeTransactionSelection;
        if (!binding || !selection?.head || !view.state.selection.empty) return;
        const head = leaningLeft(doc, selection.head);
        binding.beforeTransactionSelection = { ...selection, anchor: head, head };
      };
      doc.on('beforeAllTransactions', lean);
      return { destroy: () => doc.off('beforeAllTransactions', lean) };
    },
  });
}

function leaningLeft(doc: Y.Doc, position: Y.RelativePosition): Y.RelativePosition {
  const place = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (!(place?.type instanceof Y.XmlText)) return position;
  return Y.createRelativePositionFromTypeIndex(place.type, place.index, -1);
}
