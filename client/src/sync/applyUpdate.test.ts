import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { applyUpdate } from './applyUpdate.ts';

/** A string again and again, a long one, one that shares its place with others, none that is ASCII alone. */
const texts = fc.array(
  fc.oneof(
    fc.constantFrom('yellow', 'props.color', '', 'päper', '\u{1f9f5}', '\0', 'x'.repeat(200)),
    fc.string({ maxLength: 60, unit: 'binary-ascii' }),
    fc.string({ maxLength: 60, unit: 'grapheme' }),
  ),
  { minLength: 300, maxLength: 400 },
);

/** Long enough to be read as a whole board. */
function documentOf(words: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    words.forEach((word, i) => {
      const record = new Y.Map<unknown>();
      doc.getMap('records').set(`${word}:${i}`, record);
      record.set(word, word);
      record.set('list', [word, { [`${word}.`]: i }, null, i / 3]);
      record.set('text', new Y.Text(word));
    });
    doc.getText('note').insert(0, words.join(' '), { bold: true });
  });
  return doc;
}

const contentOf = (doc: Y.Doc) => ({ records: doc.getMap('records').toJSON(), note: doc.getText('note').toDelta() });

describe('an update that is a whole board', () => {
  it('is read as Yjs reads it, whatever is written there', () => {
    fc.assert(
      fc.property(texts, (words) => {
        const update = Y.encodeStateAsUpdate(documentOf(words));
        const [quick, plain] = [new Y.Doc(), new Y.Doc()];
        applyUpdate(quick, update);
        Y.applyUpdate(plain, update);
        expect(contentOf(quick)).toEqual(contentOf(plain));
        expect(Y.encodeStateAsUpdate(quick)).toEqual(Y.encodeStateAsUpdate(plain));
      }),
      { numRuns: 20 },
    );
  });

  it('comes from where it is said to come from', () => {
    const doc = new Y.Doc();
    const origins: unknown[] = [];
    doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
    applyUpdate(doc, Y.encodeStateAsUpdate(documentOf(Array.from({ length: 300 }, () => 'note'))), 'server');
    expect(origins).toEqual(['server']);
  });

  it('throws where it is cut off or no UTF-8, as it does for Yjs', () => {
    const update = Y.encodeStateAsUpdate(documentOf(Array.from({ length: 300 }, (_, i) => `note ${i}`)));
    const broken = update.map((byte) => (byte === 'n'.charCodeAt(0) ? 0xff : byte));
    for (const bytes of [update.slice(0, update.length - 2_000), broken]) {
      expect(() => Y.applyUpdate(new Y.Doc(), bytes)).toThrow();
      expect(() => applyUpdate(new Y.Doc(), bytes)).toThrow();
    }
  });
});
