import { ItemIdSchema, PersonIdSchema, SOMEONE, someone } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { itemName, namesOf, personIn } from './partWords.ts';
import { stretchText } from './stretchText.ts';

const id = (name: string) => ItemIdSchema.parse(`shape:${name}`);
const item = (name: string, words: string) => ({
  id: id(name),
  type: 'note',
  words,
  present: true,
  startedBy: null,
  startedAt: 0,
  people: [],
});

describe('an item', () => {
  it('is called by its first words in one line, and by what it is where it has none', () => {
    expect(itemName({ type: 'note', words: ' Where do\npeople  wait? ' })).toBe('Where do people wait?');
    expect(itemName({ type: 'draw', words: '' })).toBe('Drawing');
    expect(itemName({ type: 'somebody-elses', words: '' })).toBe('Item');
    expect(Array.from(itemName({ type: 'note', words: '🧵'.repeat(80) }))).toHaveLength(60);
  });

  it('stands in a list once, and a long list says that there is more', () => {
    const part = {
      items: [item('a', 'One'), item('b', 'Two'), item('c', 'One'), item('d', 'Four'), item('e', 'Five')],
    };
    expect(namesOf(part, [id('a'), id('b'), id('c')])).toBe('“One” and “Two”');
    expect(
      namesOf(
        part,
        part.items.map((one) => one.id),
      ),
    ).toBe('“One”, “Two”, “Four” and more');
    expect(namesOf(part, [id('nowhere')])).toBe('');
  });
});

it('a person who is not told by name is someone', () => {
  const ada = { id: PersonIdSchema.parse('p1'), name: 'Ada', color: '#b5382a' };
  expect(personIn([ada], ada.id)).toEqual(ada);
  expect(personIn([ada, someone], SOMEONE).name).toBe('someone');
  expect(personIn([ada], PersonIdSchema.parse('p2')).id).toBe(SOMEONE);
  expect(personIn([ada], null).name).toBe('someone');
  const byColour = { ...ada, id: PersonIdSchema.parse('colour-1'), name: '' };
  expect(personIn([byColour], byColour.id).name).toBe('somebody in red');
});

it('a stretch is told in minutes and hours, never in seconds', () => {
  expect([0, 29_000, 60_000, 38 * 60_000, 95 * 60_000].map(stretchText)).toEqual([
    'a moment',
    'a moment',
    '1 minute',
    '38 minutes',
    '1 h 35 min',
  ]);
});
