import fc from 'fast-check';
import { DISPLAYS, PERSON_COLORS, SOMEONE, someone, type DisplaySetting, type PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { Telling, type KnownPerson } from './Telling.ts';

const person = (name: string, n: number, hidden = false): KnownPerson => ({
  id: name.toLowerCase() as PersonId,
  name,
  color: PERSON_COLORS[n] as string,
  hidden,
});
const ANN = person('Ann', 0);
const BEN = person('Ben', 1);
const CLEO = person('Cleo', 2, true);
const PEOPLE = [ANN, BEN, CLEO];

const told = (settings: readonly DisplaySetting[], at: number, who: PersonId = BEN.id, caller: PersonId = ANN.id) =>
  new Telling({ settings, people: PEOPLE }, caller).tell(who, at);

/** How much is told, from nothing to the name. */
const order = (id: PersonId) => (id === SOMEONE ? 0 : id.startsWith('colour-') ? 1 : 2);

describe('How people are told of', () => {
  it('tells names where nothing else was chosen', () => {
    expect(told([], 5)).toEqual({ id: 'ben', name: 'Ben', color: BEN.color });
  });

  it('tells who hid their part, and who is not known any more, as someone', () => {
    expect(told([], 5, CLEO.id)).toEqual(someone);
    expect(told([], 5, 'deleted' as PersonId)).toEqual(someone);
  });

  it('tells oneself to oneself, whatever was chosen', () => {
    for (const display of DISPLAYS) {
      expect(told([{ display, since: 0 }], 5, ANN.id)).toMatchObject({ id: 'ann', name: 'Ann' });
      expect(told([{ display, since: 0 }], 5, CLEO.id, CLEO.id)).toMatchObject({ id: 'cleo', name: 'Cleo' });
    }
  });

  it('tells colours without a name or an id that means anything elsewhere', () => {
    expect(told([{ display: 'colours', since: 0 }], 5)).toEqual({ id: 'colour-2', name: '', color: BEN.color });
  });

  it('tells nobody by colour in what happened to the board: the list of members has it by name', () => {
    const telling = (display: 'colours' | 'names') =>
      new Telling({ settings: [{ display, since: 0 }], people: PEOPLE }, ANN.id);
    expect(telling('colours').tellIdInEvent(BEN.id, 5)).toBe(SOMEONE);
    expect(telling('colours').tellIdInEvent(ANN.id, 5)).toBe(ANN.id);
    expect(telling('names').tellIdInEvent(BEN.id, 5)).toBe(BEN.id);
    expect(telling('names').tellIdInEvent(null, 5)).toBeNull();
  });

  it('holds a tightened setting for all that was', () => {
    expect(told([{ display: 'off', since: 100 }], 5)).toEqual(someone);
  });

  it('holds a loosened setting only for what comes after', () => {
    const settings: DisplaySetting[] = [
      { display: 'off', since: 100 },
      { display: 'colours', since: 200 },
    ];
    expect([5, 150, 200].map((at) => told(settings, at).id)).toEqual([SOMEONE, SOMEONE, 'colour-2']);
  });

  it('tells what was told by colour as someone’s once names are told with their colours', () => {
    const settings: DisplaySetting[] = [
      { display: 'colours', since: 100 },
      { display: 'names', since: 200 },
    ];
    expect([5, 150, 200].map((at) => told(settings, at).id)).toEqual([SOMEONE, SOMEONE, 'ben']);
  });

  it('tells nobody who did nothing as a person', () => {
    expect(new Telling({ settings: [], people: PEOPLE }, ANN.id).tell(null, 5)).toBeNull();
  });

  it('lists everybody who is told somewhere, and nobody else', () => {
    const settings: DisplaySetting[] = [
      { display: 'off', since: 100 },
      { display: 'colours', since: 200 },
    ];
    const ids = (which: readonly DisplaySetting[]) =>
      new Telling({ settings: which, people: PEOPLE }, ANN.id).everybody().map(({ id }) => id);
    expect(ids([])).toEqual(['ann', 'ben', SOMEONE]);
    expect(ids(settings)).toEqual(['ann', 'colour-2', SOMEONE]);
    expect(ids([{ display: 'off', since: 300 }])).toEqual(['ann', SOMEONE]);
    const open = new Telling({ settings: [], people: [ANN, BEN] }, ANN.id);
    expect(open.everybody().map(({ id }) => id)).toEqual(['ann', 'ben']);
    expect(open.everybody([BEN.id, SOMEONE]).map(({ id }) => id)).toEqual(['ann', 'ben', SOMEONE]);
  });

  it('never tells more of an earlier time than of a later one', () => {
    const setting = fc.record({ display: fc.constantFrom(...DISPLAYS), since: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(setting, { maxLength: 6 }), fc.nat(120), fc.nat(120), (settings, a, b) => {
        const sorted = settings.toSorted((one, other) => one.since - other.since);
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        expect(order(told(sorted, early).id)).toBeLessThanOrEqual(order(told(sorted, late).id));
      }),
    );
  });
});
