import type { Roster } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { applyRoster, emptyRoster, rosterOffline } from './roster.ts';

const ann = { id: 'p1', name: 'Ann', color: '#b5382a', role: 'facilitator' };
const ben = { id: 'p2', name: 'Ben', color: '#2f4b9b', role: 'participant' };
const roster = (people: object[], clients: [number, string][], gone: number[] = []): Roster =>
  ({ people, clients, gone }) as unknown as Roster;

describe('roster', () => {
  it('keeps people in the order of arrival and knows who is here', () => {
    const state = applyRoster(emptyRoster, roster([ann, ben], [[7, 'p2']]), true);
    expect(state.people.map((person) => [person.name, person.here])).toEqual([
      ['Ann', false],
      ['Ben', true],
    ]);
  });

  it('applies a change to what was known', () => {
    const first = applyRoster(emptyRoster, roster([ann], [[1, 'p1']]), true);
    const second = applyRoster(first, roster([ben], [[2, 'p2']], [1]), false);
    expect(second.people.map((person) => [person.name, person.here])).toEqual([
      ['Ann', false],
      ['Ben', true],
    ]);
    expect([...second.clients]).toEqual([[2, 'p2']]);
  });

  it('renames a person in place', () => {
    const first = applyRoster(emptyRoster, roster([ann, ben], []), true);
    const second = applyRoster(first, roster([{ ...ann, name: 'Anna' }], []), false);
    expect(second.people.map((person) => person.name)).toEqual(['Anna', 'Ben']);
  });

  it('knows nobody to be here when offline, but keeps the names', () => {
    const state = rosterOffline(applyRoster(emptyRoster, roster([ann], [[1, 'p1']]), true));
    expect(state.clients.size).toBe(0);
    expect(state.people[0]).toMatchObject({ name: 'Ann', here: false });
  });
});
