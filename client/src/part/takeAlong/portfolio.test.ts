import { expect, it } from 'vitest';
import { adasPart, MOVE, WAIT } from '../part.testkit.ts';
import { picturedItems, portfolioOf } from './portfolio.ts';

it('holds what I chose, what I started and helped, what grew, and what I said, in words', () => {
  const portfolio = portfolioOf(adasPart(), false);
  expect(portfolio.sentence).toBe('I asked who sits there at night.');
  expect(portfolio.known).toMatchObject({ id: MOVE, name: 'What if the bench could move?' });
  expect(portfolio.sections.map(({ title, items }) => [title, items.map(({ name, note }) => [name, note])])).toEqual([
    ['What I started', [['Where do people wait?', null]]],
    ['What I helped to become', [['What if the bench could move?', 'Started by Ben']]],
    ['What grew from mine', [['Rails along the tram line', 'Grew from “Where do people wait?”']]],
  ]);
  expect(portfolio.said).toEqual([
    { lead: 'asked', words: 'who sits there at night', about: null },
    { lead: 'sparked', words: 'the moving bench', about: 'What if the bench could move?' },
  ]);
});

it('names others who are told by name, and nobody who is someone', () => {
  expect(portfolioOf(adasPart(), false).people).toEqual(['Ben']);
});

const words = (withPrivate: boolean): string[] =>
  portfolioOf(adasPart(), withPrivate).reflections.map((said) => said.words);

it('holds what only I read when I tick it, and never otherwise', () => {
  expect(words(false)).toEqual(['A bench is a promise.']);
  expect(words(true)).toEqual(['A bench is a promise.', 'Ask earlier.']);
});

it('a single picture is of what I want to be known by, or of what I started', () => {
  const choices = { hidden: false, knownItem: null, knownSentence: null };
  expect(picturedItems(portfolioOf(adasPart(), false)).map(({ id }) => id)).toEqual([MOVE]);
  expect(picturedItems(portfolioOf(adasPart({ choices }), false)).map(({ id }) => id)).toEqual([WAIT]);
  expect(picturedItems(portfolioOf(adasPart({ choices, started: [], helped: [], grew: [] }), false))).toEqual([]);
});
