import { ItemIdSchema, type Lineage, PersonIdSchema } from '@weft/protocol';
import { expect, it } from 'vitest';
import { ADA, adasPart, MOVE, RAILS, WAIT } from './part.testkit.ts';
import { withGrown } from './withGrown.ts';

const CLEO = { id: PersonIdSchema.parse('cleo'), name: 'Cleo', color: '#b98a10' };
const told = (id: Lineage['items'][number]['id'], words: string) => ({
  id,
  type: 'note',
  startedBy: CLEO.id,
  startedAt: 5,
  present: true,
  words,
});

it('what others made of mine is among the items, and who made it among the people', () => {
  const part = adasPart();
  const bare = { ...part, items: part.items.filter(({ id }) => id !== RAILS) };
  const elsewhere = told(ItemIdSchema.parse('shape:elsewhere'), 'Nothing of mine');
  const items = [told(WAIT, 'As the lineage has it'), told(RAILS, 'Rails along the tram line'), elsewhere];
  const whole = withGrown(bare, { seq: 9, people: [ADA, CLEO], items, links: [] });
  expect(whole.items.map(({ id }) => id)).toEqual([WAIT, MOVE, RAILS]);
  expect(whole.items[0]?.words).toBe('Where do people wait?');
  expect(whole.items[2]).toMatchObject({ words: 'Rails along the tram line', startedBy: CLEO.id, people: [] });
  expect(whole.people.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'someone', 'Cleo']);
  expect(withGrown(bare, undefined)).toBe(bare);
});
