import { decodeServerMessage, SOMEONE, type PersonId, type Role } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import { BoardRoster, type RosterSession } from './BoardRoster.ts';

const member = (name: string, role: Role, color: string) => ({
  id: name.toLowerCase() as PersonId,
  name,
  color,
  role,
  joinedAt: 1,
});
const ADA = member('Ada', 'facilitator', '#b5382a');
const BEN = member('Ben', 'participant', '#2f4b9b');

const facts = (changes: Partial<DisclosureFacts> = {}, hidden: readonly string[] = []): DisclosureFacts => ({
  settings: [],
  people: [ADA, BEN].map(({ id, name, color }) => ({ id, name, color, hidden: hidden.includes(id) })),
  ...changes,
});

const hearer = (who: typeof ADA): RosterSession => ({
  member: who,
  personId: who.id,
  introduced: new Set(),
  sendWeft: () => undefined,
});

const EVERYBODY = { members: [ADA, BEN], clients: [[7, ADA.id] as [number, PersonId]], gone: [] };

function heard(roster: BoardRoster, who: typeof ADA) {
  const message = decodeServerMessage(roster.frames(EVERYBODY)(hearer(who)));
  if (message?.type !== 'roster') throw new Error('no roster');
  return message.roster;
}

describe('The roster of a board', () => {
  it('is one frame for all where everybody is told by name', () => {
    const frameFor = new BoardRoster(facts()).frames(EVERYBODY);
    expect(frameFor(hearer(ADA))).toBe(frameFor(hearer(BEN)));
  });

  it('names to each themself, and others as the board shows them, whose clientIDs too', () => {
    const roster = new BoardRoster(facts({ settings: [{ display: 'colours', since: 5 }] }));
    expect(heard(roster, BEN)).toMatchObject({
      people: [
        { id: 'colour-1', name: '', color: ADA.color, role: 'participant' },
        { id: 'ben', name: 'Ben', role: 'participant' },
      ],
      clients: [[7, 'colour-1']],
    });
    expect(heard(roster, ADA)).toMatchObject({ people: [{ id: 'ada' }, { id: 'colour-2' }], clients: [[7, 'ada']] });
  });

  it('tells who hid their part as someone', () => {
    const { people, clients } = heard(new BoardRoster(facts({}, ['ada'])), BEN);
    expect(people.map(({ id }) => id)).toEqual([SOMEONE, 'ben']);
    expect(clients).toEqual([[7, SOMEONE]]);
  });

  it('has to be told anew only when what people chose has changed', () => {
    const roster = new BoardRoster(facts());
    expect(roster.learn(facts())).toBe(false);
    expect(roster.learn(facts({}, ['ada']))).toBe(true);
    expect(roster.learn(facts({ settings: [{ display: 'off', since: 1 }] }, ['ada']))).toBe(true);
  });

  it.each(['off', 'colours'] as const)('tells nobody in an event where the display is %s', (display) => {
    const roster = new BoardRoster(facts({ settings: [{ display, since: 5 }] }));
    const event = { type: 'role-changed', personId: ADA.id, role: 'participant' } as const;
    const [frame] = roster.eventFrames([{ seq: 1, at: 9, personId: ADA.id, event }])(hearer(BEN));
    expect(frame && decodeServerMessage(frame)).toMatchObject({
      event: { personId: SOMEONE, event: { personId: SOMEONE } },
    });
  });
});
