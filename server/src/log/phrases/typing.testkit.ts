import * as fc from 'fast-check';
import * as Y from 'yjs';
import type { SealedEntry } from '@weft/history/sealing';
import type { ConnectionId } from '@weft/protocol';

export interface Act {
  readonly after: number;
  readonly by: number;
  readonly what: 'write' | 'take out';
  readonly which: number;
}

/** After how long who of three does what: writes a word, or takes one out that is there, by number. */
export const act: fc.Arbitrary<Act> = fc.record({
  after: fc.constantFrom(0, 400, 9_000, 29_000, 31_000),
  by: fc.integer({ min: 1, max: 3 }),
  what: fc.constantFrom<Act['what']>('write', 'write', 'take out'),
  which: fc.nat(20),
});
interface Word {
  readonly text: string;
  readonly by: number;
  readonly seq: number;
  readonly at: number;
  readonly run: number;
  /** The entry with which it went. */
  until: number;
  /** Whether its own writer took it back within the burst in which it came. */
  isTakenBack: boolean;
}

const textOf = (doc: Y.Doc): Y.Text => doc.getText('words');

/** People who write words into one text, each unlike any other, and what of that lasts. */
export function typing(acts: readonly Act[]) {
  const docs = new Map<number, Y.Doc>();
  const entries: SealedEntry[] = [];
  const words: Word[] = [];
  const runs = new Map<number, { run: number; at: number }>();
  let at = 1_000;
  for (const by of [1, 2, 3]) {
    const doc = new Y.Doc();
    doc.clientID = by;
    docs.set(by, doc);
  }
  for (const { after, by, what, which } of acts) {
    at += after;
    const doc = docs.get(by) as Y.Doc;
    const there = words.filter(({ until }) => until === Infinity);
    const taken = there[which % Math.max(1, there.length)];
    const text = `#${words.length}:${'abcdefgh'[which % 8]}é🧵;`;
    const sent: Uint8Array[] = [];
    const listen = (update: Uint8Array): void => void sent.push(update);
    doc.on('update', listen);
    if (what === 'write') {
      const whole = textOf(doc).toJSON();
      // Between two words, never inside one.
      const places = [0, ...[...whole.matchAll(/;/g)].map(({ index }) => index + 1)];
      textOf(doc).insert(places[which % places.length] as number, text);
    } else if (taken !== undefined) {
      textOf(doc).delete(textOf(doc).toJSON().indexOf(taken.text), taken.text.length);
    }
    doc.off('update', listen);
    const [payload] = sent;
    if (payload === undefined) continue;
    for (const other of docs.values()) if (other !== doc) Y.applyUpdate(other, payload);
    const before = runs.get(by);
    const run = before === undefined || at - before.at > 30_000 ? (before?.run ?? 0) + 1 : before.run;
    runs.set(by, { run, at });
    const seq = entries.length + 1;
    entries.push({ seq, at, author: by, connectionId: 'c' as ConnectionId, kind: 'update', payload });
    if (what === 'write') words.push({ text, by, seq, at, run, until: Infinity, isTakenBack: false });
    else if (taken !== undefined) {
      taken.until = seq;
      taken.isTakenBack = taken.by === by && taken.run === run && at - taken.at <= 45_000;
    }
  }
  return { entries, words };
}

/** A document after so many entries. */
export function replayed(entries: readonly SealedEntry[], seq = entries.length): Y.Doc {
  const doc = new Y.Doc();
  for (const { payload } of entries.slice(0, seq)) Y.applyUpdate(doc, payload);
  return doc;
}
