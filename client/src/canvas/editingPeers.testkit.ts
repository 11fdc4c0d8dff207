// oxlint-disable-next-line no-unassigned-import -- tldraw looks at the browser as it is loaded
import './fuzz/browserParts.testkit.ts';
import type { Editor } from 'tldraw';
import { makePeers } from './board.testkit.ts';
import type { Peer } from './board.testkit.ts';
import { createCanvasPages } from './createCanvasPages.ts';
import type { CanvasPages } from './CanvasPages.ts';
import { headlessEditor } from './fuzz/headlessEditor.testkit.ts';
import { replaceHistory } from './replaceHistory.ts';
import { sayIntents } from './sayIntents.ts';

/** A peer with tldraw's own editor on its store, bound as on the product's canvas. */
export interface EditingPeer extends Peer {
  readonly editor: Editor;
  readonly pages: CanvasPages;
}

/** Peers with editors on one board; asks for jsdom, and to be imported ahead of tldraw. */
export function makeEditingPeers(count: number): EditingPeer[] {
  return makePeers(count).map((peer) => {
    const editor = headlessEditor(peer.store);
    const stops = [replaceHistory(editor, peer.history), sayIntents(editor, peer.binding)];
    return {
      ...peer,
      editor,
      pages: createCanvasPages(editor, peer.binding),
      destroy: () => {
        for (const stop of stops) stop();
        editor.dispose();
        peer.destroy();
      },
    };
  });
}

export { settle } from './board.testkit.ts';
