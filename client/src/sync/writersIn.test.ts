import type { ItemId, PersonId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { writersIn } from './writersIn.ts';

const [ann, ben, cleo] = ['ann', 'ben', 'cleo'] as PersonId[] as [PersonId, PersonId, PersonId];
const note = 'shape:note' as ItemId;
const caretIn = (item: unknown) => ({ caret: { item, anchor: {}, head: {} } });

it('names whoever has the caret in an item, but me, and nobody that the roster does not know', () => {
  const states = new Map<number, Record<string, unknown>>([
    [1, caretIn(note)],
    [2, caretIn(note)],
    [3, caretIn(note)],
    [4, caretIn('shape:other')],
    [5, caretIn(note)],
    [6, { caret: null }],
    [7, { caret: 'shape:note' }],
    [8, {}],
  ]);
  const people = new Map([
    [1, ann],
    [2, ben],
    [3, ben],
    [4, cleo],
    [6, cleo],
    [7, cleo],
    [8, cleo],
  ]);
  expect(writersIn(note, states, people, ann)).toEqual([ben]);
  expect(writersIn(note, states, people, cleo)).toEqual([ann, ben]);
});
