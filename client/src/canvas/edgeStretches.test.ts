import { SOMEONE_COLOR, type Person } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { edgeStretches } from './edgeStretches.ts';

const person = (name: string, color: string) => ({ id: name, name, color }) as Person;
const ann = person('Ann', '#b5382a');
const ben = person('Ben', '#2f4b9b');
const someone = person('someone', SOMEONE_COLOR);

describe('an edge', () => {
  it('is one colour where one person made it', () => {
    expect(edgeStretches([{ person: ann, part: 1 }])).toEqual([{ from: 0, to: 1, color: ann.color, hatched: false }]);
  });

  it('gives each their part, in order', () => {
    const [first, second] = edgeStretches([
      { person: ann, part: 0.75 },
      { person: ben, part: 0.25 },
    ]);
    expect(first).toMatchObject({ from: 0, to: 0.75 });
    expect(second).toMatchObject({ from: 0.75, to: 1, color: ben.color });
  });

  it('hatches someone at the end, always as long, so that nothing of how much follows from it', () => {
    const [mine, theirs] = edgeStretches([
      { person: ann, part: 1 },
      { person: someone, part: null },
    ]);
    expect(mine).toMatchObject({ from: 0, to: 0.8, hatched: false });
    expect(theirs).toMatchObject({ from: 0.8, to: 1, hatched: true });
    expect(edgeStretches([{ person: someone, part: null }])).toEqual([
      { from: 0, to: 1, color: SOMEONE_COLOR, hatched: true },
    ]);
  });

  it('leaves out who has no part of it', () => {
    expect(
      edgeStretches([
        { person: ann, part: 1 },
        { person: ben, part: 0 },
      ]),
    ).toHaveLength(1);
    expect(edgeStretches([])).toEqual([]);
  });
});
