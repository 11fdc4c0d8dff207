import { ensureTextFragment, textFragment } from '@weft/board-model';
import type { TLShape } from 'tldraw';
import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import type { FuzzPeer } from './FuzzPeer.testkit.ts';
import { anyItem } from './itemOperations.testkit.ts';
import type { Operation } from './itemOperations.testkit.ts';
import type { Choices } from './random.testkit.ts';

const hasText = (shape: TLShape): boolean => 'richText' in shape.props;
const LETTERS = ['a', 'ß', '🧵', 'weft ', ' and '];

/** What a text editor does that is bound to the document, and how it is opened and closed. */
export const textOperations = {
  openText(peer, choices) {
    const item = anyItem(peer.editor, choices, hasText);
    if (item) peer.openText(item.id);
  },

  closeText(peer) {
    peer.closeText();
  },

  type: (peer, choices) => {
    write(peer, choices, (fragment) => {
      const text = textIn(fragment, choices);
      for (let i = 0; i < 3; i++) text.insert(placeIn(text, choices), choices.one(LETTERS) ?? 'a');
    });
  },

  eraseText: (peer, choices) => {
    write(peer, choices, (fragment) => {
      const text = textIn(fragment, choices);
      const [from, to] = rangeIn(text, choices);
      text.delete(from, to - from);
    });
  },

  formatText: (peer, choices) => {
    write(peer, choices, (fragment) => {
      const text = textIn(fragment, choices);
      const [from, to] = rangeIn(text, choices);
      text.format(from, to - from, { bold: choices.chance(0.7) ? {} : null });
    });
  },

  breakLine: (peer, choices) => {
    write(peer, choices, (fragment) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(choices.one(LETTERS) ?? '')]);
      if (choices.chance(0.3) && fragment.length > 1) fragment.delete(choices.below(fragment.length), 1);
      else fragment.insert(choices.below(fragment.length + 1), [paragraph]);
    });
  },
} satisfies Record<string, Operation>;

/** In the open text, or in one that is opened for just this. */
function write(peer: FuzzPeer, choices: Choices, change: (fragment: Y.XmlFragment) => void): void {
  const opened = peer.writing === null;
  if (opened) textOperations.openText(peer, choices);
  if (peer.writing === null) return;
  const fragment = textFragment(peer.doc, peer.writing) ?? ensureTextFragment(peer.doc, peer.writing, ySyncPluginKey);
  if (fragment) peer.doc.transact(() => change(fragment), ySyncPluginKey);
  peer.tellText();
  if (opened) peer.closeText();
}

/** A run of text somewhere in it, made where there is none. */
function textIn(fragment: Y.XmlFragment, choices: Choices): Y.XmlText {
  const blocks = fragment.toArray().filter((block) => block instanceof Y.XmlElement);
  const block = choices.one(blocks) ?? new Y.XmlElement('paragraph');
  if (!blocks.includes(block)) fragment.insert(0, [block]);
  const text = block.toArray().find((child) => child instanceof Y.XmlText) ?? new Y.XmlText();
  if (!text.parent) block.insert(0, [text]);
  return text;
}

/** A place between two characters: no caret stands inside of one that takes two units. */
function placeIn(text: Y.XmlText, choices: Choices): number {
  const runs: { insert: unknown }[] = text.toDelta();
  const place = choices.below(text.length + 1);
  const unit = runs
    .map(({ insert }) => String(insert))
    .join('')
    .charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place + 1 : place;
}

function rangeIn(text: Y.XmlText, choices: Choices): [from: number, to: number] {
  const [a, b] = [placeIn(text, choices), placeIn(text, choices)];
  return [Math.min(a, b), Math.max(a, b)];
}
