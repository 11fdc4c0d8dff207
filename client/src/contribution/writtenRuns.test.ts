import type { Writers } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { writtenRuns } from './writtenRuns.ts';

const writers = (...paragraphs: [string | null, number][][]): Writers =>
  ({
    seq: 1,
    paragraphs: paragraphs.map((runs) => runs.map(([personId, characters]) => ({ personId, characters }))),
  }) as Writers;

const runs = (text: string, ...paragraphs: [string | null, number][][]) =>
  writtenRuns(text, writers(...paragraphs))?.map(({ personId, text: words }) => [personId, words]) ?? null;

describe('who wrote which words', () => {
  it('is laid over the text from paragraph to paragraph', () => {
    expect(
      runs(
        'Rails along\nthe line',
        [
          ['ann', 6],
          ['ben', 5],
        ],
        [['ben', 8]],
      ),
    ).toEqual([
      ['ann', 'Rails '],
      ['ben', 'along\nthe line'],
    ]);
  });

  it('counts what people see as one character by its code points', () => {
    expect(
      runs('a🙂é', [
        ['ann', 2],
        ['ben', 1],
      ]),
    ).toEqual([
      ['ann', 'a🙂'],
      ['ben', 'é'],
    ]);
  });

  it('passes over line breaks within a paragraph and empty paragraphs', () => {
    expect(runs('one\ntwo\n\nthree', [['ann', 6]], [], [['ben', 5]])).toEqual([
      ['ann', 'one\ntwo\n\n'],
      ['ben', 'three'],
    ]);
  });

  it('is not told of another text than the one that is there', () => {
    expect(runs('Rails', [['ann', 4]])).toBeNull();
    expect(runs('Rails', [['ann', 6]])).toBeNull();
    expect(runs('', [['ann', 1]])).toBeNull();
  });

  it('is nobody’s where nobody wrote', () => {
    expect(runs('Hello', [[null, 5]])).toEqual([[null, 'Hello']]);
  });
});
