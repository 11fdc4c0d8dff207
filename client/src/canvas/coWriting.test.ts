// @vitest-environment jsdom
import { settle } from './editingPeers.testkit.ts';
import { Editor as TextEditor } from '@tiptap/core';
import fc from 'fast-check';
import type { ItemId } from '@weft/protocol';
import { createShapeId } from 'tldraw';
import { afterEach, describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import { makePeers, noteRecord } from './board.testkit.ts';
import type { Peer } from './board.testkit.ts';
import { collaborativeTextExtensions } from './collaborativeText.ts';

const A = createShapeId('a');
const cleanUp: (() => void)[] = [];

afterEach(() => {
  for (const clean of cleanUp.splice(0).toReversed()) clean();
});

/** One person with the note open, as on the canvas: tldraw's own text editor bound to the document. */
class Writer {
  readonly peer: Peer;
  readonly letters: string;
  readonly #editor: TextEditor;
  #release: (() => void) | null = null;
  #count = 0;
  #written = '';

  constructor(peer: Peer, letters: string) {
    this.peer = peer;
    this.letters = letters;
    const awareness = new Awareness(peer.doc);
    const element = document.createElement('div');
    document.body.append(element);
    this.#editor = new TextEditor({
      element,
      enableCoreExtensions: { textDirection: false },
      extensions: collaborativeTextExtensions(() => ({
        ...peer,
        awareness,
        itemBeingEdited: () => A as string as ItemId,
        personOf: () => null,
        asRemote: (change) => change(),
      })),
    });
    cleanUp.push(() => {
      this.#editor.destroy();
      awareness.destroy();
      element.remove();
    });
    // y-prosemirror measures the caret of a focused text, which jsdom cannot.
    this.#editor.view.dom.blur();
  }

  get text(): string {
    return this.#editor.state.doc.textContent;
  }

  /** What stands before the caret. */
  get beforeCaret(): string {
    return this.#editor.state.doc.textBetween(0, this.#editor.state.selection.head);
  }

  get written(): string {
    return this.#written;
  }

  type(): void {
    const letter = this.letters.charAt(this.#count++ % this.letters.length);
    this.#written += letter;
    this.#editor.view.dispatch(this.#editor.state.tr.insertText(letter));
  }

  toStart(): void {
    this.#editor.commands.setTextSelection(1);
  }

  /** Takes all of the text away, and stays in it. */
  empty(): void {
    this.#editor.commands.selectAll();
    this.#editor.commands.deleteSelection();
  }

  leaveLine(): void {
    this.#release ??= this.peer.hold();
  }

  comeBack(): void {
    this.#release?.();
    this.#release = null;
  }
}

function start(text: string): [Writer, Writer] {
  const peers = makePeers(2);
  cleanUp.push(...peers.map((peer) => () => peer.destroy()));
  const [ann, ben] = peers as [Peer, Peer];
  ann.store.put([noteRecord(ann.store, 'a', text)]);
  settle(peers);
  return [new Writer(ann, 'abcdefghijklmnopqrstuvwxyz'), new Writer(ben, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')];
}

/** A step of two people who write: one of them presses a key, or goes off line or comes back. */
const step = fc.record({
  who: fc.constantFrom(0, 1),
  what: fc.constantFrom('type', 'type', 'type', 'type', 'leave', 'come'),
} as const);

function play(writers: readonly [Writer, Writer], steps: readonly { who: number; what: string }[]): void {
  for (const { who, what } of steps) {
    const writer = writers[who] ?? writers[0];
    if (what === 'type') writer.type();
    else if (what === 'leave') writer.leaveLine();
    else writer.comeBack();
  }
  for (const writer of writers) writer.comeBack();
}

/** Each one's letters stand together and in order, and each caret right behind its own person's last letter. */
function bothAreWhole(writers: readonly [Writer, Writer]): void {
  expect(writers[0].text).toBe(writers[1].text);
  for (const { text, written, beforeCaret } of writers) {
    expect(text).toContain(written);
    if (written !== '') expect(beforeCaret.slice(-written.length)).toBe(written);
  }
}

const whatever = (begin: () => [Writer, Writer]): void =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const writers = begin();
      play(writers, steps);
      bothAreWhole(writers);
      for (const clean of cleanUp.splice(0).toReversed()) clean();
    }),
    { numRuns: 15 },
  );

describe('two people who write in one text, on and off line', () => {
  it('both at its end: no letter is lost or lands among the other’s', () => {
    whatever(() => start('Start: '));
  }, 60_000);

  it('one at its beginning, the other at its end', () => {
    whatever(() => {
      const writers = start(' and ');
      writers[0].toStart();
      return writers;
    });
  }, 60_000);

  it('in a text that is still empty', () => {
    whatever(() => start(''));
  }, 60_000);

  it('in a text that both have just emptied, each without having heard of the other', () => {
    whatever(() => {
      const writers = start('Away with this');
      for (const writer of writers) writer.leaveLine();
      for (const writer of writers) writer.empty();
      return writers;
    });
  }, 60_000);

  it('in a text that one has just emptied while the other was at its end', () => {
    whatever(() => {
      const writers = start('Away with this');
      writers[0].empty();
      return writers;
    });
  }, 60_000);
});
