import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { plainTextOf, richTextOf, textFitsEditor, writePlainText, writeRichText } from '../index.ts';

const paragraph = (text: string, marks: object[] = []): object => ({
  type: 'paragraph',
  ...(text === '' ? {} : { content: [{ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }] }),
});

function textOf(content: readonly object[], clientID = 1): Y.XmlFragment {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  const fragment = doc.getXmlFragment('text');
  writeRichText(fragment, { type: 'doc', content });
  return fragment;
}

const lines = (text: string): object[] => text.split('\n').map((line) => paragraph(line));

function copyOf(fragment: Y.XmlFragment, clientID: number): Y.XmlFragment {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  if (fragment.doc) Y.applyUpdate(doc, Y.encodeStateAsUpdate(fragment.doc));
  return doc.getXmlFragment('text');
}

function exchange(a: Y.XmlFragment, b: Y.XmlFragment): void {
  if (!a.doc || !b.doc) return;
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc));
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc));
}

const words = fc.string({ unit: fc.constantFrom('a', 'b', '\n', ' ', '🪑', 'é'), maxLength: 12 });

const item = (text: string): object => ({ type: 'listItem', content: [paragraph(text)] });

describe('a text written in a plain field', () => {
  it('[T7] becomes what was wanted, whatever it was, and stays a text that editors take', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const fragment = textOf(lines(before));
        expect(writePlainText(fragment, before, after)).toBe(true);
        expect(plainTextOf(fragment)).toBe(after);
        expect(textFitsEditor(fragment)).toBe(true);
      }),
    );
  });

  it('[T7] keeps what others wrote since its writer began', () => {
    fc.assert(
      fc.property(words, words, fc.nat(12), (before, after, place) => {
        const letters = Array.from(before);
        const theirs = [...letters.slice(0, place), 'X', ...letters.slice(place)].join('');
        const fragment = textOf(lines(before));
        writePlainText(fragment, before, theirs);
        writePlainText(fragment, before, after);
        expect(plainTextOf(fragment).replace('X', '')).toBe(after);
        expect(plainTextOf(fragment)).toContain('X');
      }),
    );
  });

  it('[T7] merges by character with what somebody else writes at the same moment', () => {
    const mine = textOf(lines('the bench'));
    const theirs = copyOf(mine, 2);
    writePlainText(mine, 'the bench', 'the long bench');
    writePlainText(theirs, 'the bench', 'the bench moves');
    exchange(mine, theirs);
    expect(plainTextOf(mine)).toBe('the long bench moves');
    expect(plainTextOf(theirs)).toBe('the long bench moves');
  });

  it('[T7] keeps the formatting of what it does not touch', () => {
    const fragment = textOf([paragraph('bold', [{ type: 'bold' }]), paragraph('plain')]);
    writePlainText(fragment, 'bold\nplain', 'bolder\nplain\nnew');
    expect(richTextOf(fragment).content).toMatchObject([
      { content: [{ text: 'bolder', marks: [{ type: 'bold' }] }] },
      { content: [{ text: 'plain' }] },
      { content: [{ text: 'new' }] },
    ]);
  });

  it('[T7] writes within lists and across hard breaks', () => {
    const broken = {
      type: 'paragraph',
      content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }],
    };
    const fragment = textOf([{ type: 'bulletList', content: [item('one'), item('two')] }, broken]);
    writePlainText(fragment, 'one\ntwo\na\nb', 'one\n2\nab');
    expect(plainTextOf(fragment)).toBe('one\n2\nab');
    writePlainText(fragment, 'one\n2\nab', 'one');
    expect(plainTextOf(fragment)).toBe('one');
    expect(textFitsEditor(fragment)).toBe(true);
  });

  it('[T7] is not written where no editor may be bound', () => {
    const fragment = textOf(lines('a'));
    fragment.insert(0, [new Y.XmlElement('script')]);
    expect(writePlainText(fragment, 'a', 'b')).toBe(false);
    expect(plainTextOf(fragment)).toBe('a');
  });
});
