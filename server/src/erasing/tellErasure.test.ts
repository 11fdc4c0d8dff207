import type { Erasure, PersonId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { Telling, type KnownPerson } from '../disclosure/Telling.ts';
import { tellErasure } from './tellErasure.ts';

const [ANN, BEN] = ['ann', 'ben'] as PersonId[] as [PersonId, PersonId];
const person = (id: PersonId, hidden: boolean): KnownPerson => ({ id, name: id, color: '#335577', hidden });
const erasure: Erasure = {
  done: false,
  counted: true,
  entries: 40,
  items: 3,
  itemsKept: 2,
  characters: 500,
  people: 1,
  images: 0,
  words: 7,
};
const part = { personId: BEN };
const none = { ...erasure, counted: false, entries: 1, items: 1, itemsKept: 1, characters: 1, images: 0, words: 1 };

it('[D1] says how much of a part goes where its person is shown, but never how much they said beside the board', () => {
  const telling = new Telling({ settings: [], people: [person(ANN, false), person(BEN, false)] }, ANN);
  expect(tellErasure(erasure, part, telling, ANN)).toEqual({ ...erasure, words: 1 });
  expect(tellErasure(erasure, { from: 1, to: 2 }, telling, ANN)).toEqual(erasure);
  expect(tellErasure(erasure, { personId: ANN }, telling, ANN)).toEqual(erasure);
});

it('[D1] says only that something goes where its person hid, or is or was not shown by name', () => {
  const people = [person(ANN, false), person(BEN, true)];
  expect(tellErasure(erasure, part, new Telling({ settings: [], people }, ANN), ANN)).toEqual(none);
  const shown = [person(ANN, false), person(BEN, false)];
  for (const display of ['off', 'colours'] as const) {
    const settings = [
      { display, since: 5 },
      { display: 'names' as const, since: 9 },
    ];
    expect(tellErasure(erasure, part, new Telling({ settings, people: shown }, ANN), ANN)).toEqual(none);
  }
});
