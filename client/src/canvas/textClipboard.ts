import { DOMSerializer, type Fragment, type Schema } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { ItemId } from '@weft/protocol';

/** On what was copied out of an item's text: which item that was. */
const MARK = 'data-weft-item';
const MARKED = new RegExp(`\\b${MARK}="([^"]{1,64})"`);

/**
 * Words that are cut or copied out of an item's text and pasted into one, also in another tab, keep their writers: the
 * clipboard holds which item they come from, and pasting says so ahead of the change.
 * @param onPaste told of the item just before its words are put in
 */
export function textClipboard(item: ItemId, schema: Schema, onPaste: (source: string) => void): Plugin {
  return new Plugin({
    props: {
      clipboardSerializer: new MarkingSerializer(schema, item),
      handlePaste: (_view, event) => {
        const source = sourceIn(event.clipboardData?.getData('text/html') ?? '');
        if (source !== null) onPaste(source);
        return false;
      },
    },
  });
}

/** @returns the item that words on the clipboard were copied out of, if they were. */
export const sourceIn = (html: string): string | null => MARKED.exec(html)?.[1] ?? null;

class MarkingSerializer extends DOMSerializer {
  readonly #item: ItemId;

  constructor(schema: Schema, item: ItemId) {
    const { nodes, marks } = DOMSerializer.fromSchema(schema);
    super(nodes, marks);
    this.#item = item;
  }

  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const dom = super.serializeFragment(fragment, options, target);
    // What lies in a node comes with a target: only the outermost is marked.
    if (target === undefined) dom.firstElementChild?.setAttribute(MARK, this.#item);
    return dom;
  }
}
