// @vitest-environment jsdom
// First: it gives jsdom what tldraw asks for when it is loaded.
import { settle } from './editingPeers.testkit.ts';
import { Editor as TextEditor } from '@tiptap/core';
import type { ItemId } from '@weft/protocol';
import { createShapeId } from 'tldraw';
import { afterEach, describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import { makePeers, noteRecord, type Peer } from './board.testkit.ts';
import { collaborativeTextExtensions } from './collaborativeText.ts';
import { sourceIn } from './textClipboard.ts';

const [A, B] = [createShapeId('a'), createShapeId('b')];
const cleanUp: (() => void)[] = [];

// jsdom lays nothing out; where the caret stands is asked for after a paste.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

afterEach(() => {
  for (const clean of cleanUp.splice(0).toReversed()) clean();
});

function open(peer: Peer, item: string): TextEditor {
  const awareness = new Awareness(peer.doc);
  const element = document.createElement('div');
  document.body.append(element);
  const editor = new TextEditor({
    element,
    enableCoreExtensions: { textDirection: false },
    extensions: collaborativeTextExtensions(() => ({
      ...peer,
      awareness,
      itemBeingEdited: () => item as ItemId,
      personOf: () => null,
      asRemote: (change) => change(),
    })),
  });
  cleanUp.push(() => {
    editor.destroy();
    awareness.destroy();
    element.remove();
  });
  editor.view.dom.blur();
  return editor;
}

function start() {
  const peers = makePeers(1);
  cleanUp.push(...peers.map((peer) => () => peer.destroy()));
  const [ann] = peers as [Peer];
  ann.store.put([noteRecord(ann.store, 'a', 'a bench for two'), noteRecord(ann.store, 'b', 'under a tree')]);
  settle(peers);
  ann.intents.length = 0;
  return ann;
}

/** What is on the clipboard after these characters of a text were copied. */
function copied(editor: TextEditor, from: number, to: number): string {
  return editor.view.serializeForClipboard(editor.state.doc.slice(from, to, true)).dom.innerHTML;
}

function paste(editor: TextEditor, html: string): void {
  const clipboardData = { getData: (type: string) => (type === 'text/html' ? html : '') };
  editor.view.pasteHTML(html, { clipboardData } as unknown as ClipboardEvent);
}

describe('Words that are copied out of an item’s text', () => {
  it('say of the item they come from where they are pasted, once', () => {
    const ann = start();
    const html = copied(open(ann, A), 3, 8);
    const editor = open(ann, B);
    paste(editor, html);
    expect(editor.state.doc.textContent).toContain('bench');
    expect(ann.intents).toEqual([{ kind: 'paste', sources: [A] }]);
    editor.view.dispatch(editor.state.tr.insertText('x'));
    expect(ann.intents).toHaveLength(1);
  });

  it('say so also when they are cut and go back into the same text', () => {
    const ann = start();
    const editor = open(ann, A);
    const html = copied(editor, 3, 8);
    editor.view.dispatch(editor.state.tr.delete(3, 8));
    expect(ann.intents).toEqual([]);
    paste(editor, html);
    expect(ann.intents).toEqual([{ kind: 'paste', sources: [A] }]);
  });

  it('are told from words of elsewhere, which say nothing', () => {
    const ann = start();
    paste(open(ann, B), '<p>from a page</p>');
    expect(ann.intents).toEqual([]);
    expect(sourceIn('<p>from a page</p>')).toBeNull();
  });
});
