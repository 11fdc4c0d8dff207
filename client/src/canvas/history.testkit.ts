import { plainTextOf, textFragment } from '@weft/board-model';
import type { TLShapeId } from 'tldraw';
import { ySyncPluginKey } from 'y-prosemirror';
import { XmlElement, XmlText } from 'yjs';
import type { Peer } from './board.testkit.ts';

/** One step of undo. */
export function step(peer: Peer, act: () => void): void {
  peer.history.mark(`step ${(steps += 1)}`);
  act();
  peer.binding.writeNow();
}
let steps = 0;

/** Types as a text editor does that is bound to the document. */
export function type(peer: Peer, id: TLShapeId, text: string, at = 0): void {
  const paragraph = textFragment(peer.doc, id)?.get(0);
  if (!(paragraph instanceof XmlElement)) throw new Error('no paragraph');
  peer.doc.transact(() => {
    const first = paragraph.get(0);
    const run = first instanceof XmlText ? first : new XmlText();
    if (run !== first) paragraph.insert(0, [run]);
    run.insert(at, text);
  }, ySyncPluginKey);
}

export function textOf(peer: Peer, id: TLShapeId): string {
  const fragment = textFragment(peer.doc, id);
  return fragment ? plainTextOf(fragment) : '(none)';
}
