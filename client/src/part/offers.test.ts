import { ItemIdSchema, PersonIdSchema, SOMEONE, someone, type ItemPart } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { newOffer, offersFor, othersOf } from './offerKind.ts';
import { offerQuestion } from './offerQuestion.ts';

const person = (name: string) => ({ id: PersonIdSchema.parse(name.toLowerCase()), name, color: '#b5382a' });
const [ada, ben, cleo] = [person('Ada'), person('Ben'), person('Cleo')];
const people = [ada, ben, cleo, someone];
const part = { person: ada, people };

const item = (startedBy: typeof ada | null, ...writers: readonly (typeof ada)[]): ItemPart => ({
  id: ItemIdSchema.parse('shape:a'),
  type: 'note',
  startedBy: startedBy?.id ?? null,
  startedAt: 0,
  people: writers.map(({ id }) => ({ personId: id, kinds: ['wrote'], characters: 4 })),
});

describe('whose an item is can be asked', () => {
  it('of what shows as mine, and of what shows as somebody else’s', () => {
    expect(offersFor(part, item(ada, ada))).toEqual(['theirs', 'written']);
    expect(offersFor(part, item(ben, ben))).toEqual(['mine']);
    expect(offersFor(part, item(ben, ben, ada))).toEqual(['theirs', 'written', 'mine']);
  });

  it('not where nobody is told by name: someone cannot be asked, nor can a colour', () => {
    expect(offersFor(part, item(null))).toEqual([]);
    expect(offersFor(part, { ...item(null), startedBy: SOMEONE })).toEqual([]);
    const green = { ...ben, name: '' };
    expect(othersOf(item(ben, ben), ada.id, [ada, green])).toEqual([]);
  });

  it('not of who only arranged it', () => {
    const arranged: ItemPart = {
      ...item(ben, ben),
      people: [{ personId: ada.id, kinds: ['arranged'] }],
    };
    expect(offersFor(part, arranged)).toEqual(['mine']);
    expect(othersOf(item(ada, ada, cleo), ada.id, people)).toEqual([cleo]);
  });

  it('from whom it shows to be, to whose it is', () => {
    const asked = item(ada);
    expect(newOffer(asked, ada.id, ben.id, 'theirs')).toMatchObject({ from: ada.id, to: ben.id, reason: 'correction' });
    expect(newOffer(asked, ada.id, ben.id, 'written')).toMatchObject({ from: ada.id, reason: 'written for' });
    expect(newOffer(asked, ada.id, ben.id, 'mine')).toMatchObject({ from: ben.id, to: ada.id, reason: 'correction' });
  });
});

it('an open question reads as it concerns whoever reads it', () => {
  const read = (proposedBy: typeof ada, reason: 'correction' | 'written for', me: typeof ada) =>
    offerQuestion({ from: ben, to: ada, proposedBy: proposedBy.id, reason }, me.id);
  expect(read(ben, 'correction', ada)).toEqual({ key: 'part.offers.isYours', other: ben });
  expect(read(ben, 'written for', ada)).toEqual({ key: 'part.offers.writtenForYou', other: ben });
  expect(read(ada, 'correction', ben)).toEqual({ key: 'part.offers.isTheirs', other: ada });
  expect(read(ada, 'written for', ben)).toEqual({ key: 'part.offers.writtenByYou', other: ada });
  expect(read(ben, 'correction', ben)).toEqual({ key: 'part.offers.waiting', other: ada });
});
