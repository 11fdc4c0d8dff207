import { ItemIdSchema } from '@weft/protocol';
import { expect, it } from 'vitest';
import { adasPart } from '../part.testkit.ts';
import { layOutPortfolio, type PortfolioLabels } from './layOutPortfolio.ts';
import { type Mark, PAGE } from './Paper.ts';
import { type Portfolio, portfolioOf } from './portfolio.ts';

const labels: PortfolioLabels = {
  title: 'My part',
  said: 'Not on the canvas',
  reflections: 'What I took away',
  from: 'From the board “A bench for the square”',
  people: 'With Ben',
  made: 'Made with Weft',
  page: (page, pages) => `${page} of ${pages}`,
};
const lay = (portfolio: Portfolio) =>
  layOutPortfolio(portfolio, labels, (text, _face, size) => text.length * size * 0.5);
const texts = (page: readonly Mark[]) => page.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

const long = (): Portfolio => {
  const portfolio = portfolioOf(adasPart(), true);
  const items = Array.from({ length: 40 }, (_, n) => ({
    id: ItemIdSchema.parse(`shape:${n}`),
    name: `Item ${n} ${'and its many words '.repeat(n % 5)}`,
    note: n % 2 === 0 ? null : 'Started by Ben',
  }));
  const said = [{ lead: 'said', words: 'A long story. '.repeat(400), about: null }];
  return { ...portfolio, sections: [{ title: 'What I started', items }], said };
};

it('tells who, from where, the sentence, the known item, the sections and the words, in this order', () => {
  const all = lay(portfolioOf(adasPart(), false)).flatMap(texts).join('\n');
  const order = [
    'My part',
    'Ada',
    'I asked who sits',
    'What I started',
    'What I helped',
    'What grew',
    'Not on the canvas',
    'What I took away',
  ];
  const places = order.map((words) => all.indexOf(words));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places.toSorted((a, b) => a - b)).toEqual(places);
  expect(all).not.toContain('Ask earlier.');
});

it('keeps everything on the paper, numbers the pages, and leaves no item out', () => {
  const pages = lay(long());
  expect(pages.length).toBeGreaterThan(3);
  pages.forEach((page, index) => expect(texts(page)).toContain(`${index + 1} of ${pages.length}`));
  const pictures = pages.flat().filter((mark) => mark.kind === 'picture');
  expect(pictures).toHaveLength(41);
  for (const mark of pages.flat()) {
    const top = mark.kind === 'text' ? mark.y + mark.size : mark.y + mark.height;
    const right = mark.kind === 'text' ? mark.x : mark.x + mark.width;
    expect(mark.x).toBeGreaterThanOrEqual(50);
    expect(right).toBeLessThanOrEqual(PAGE.width - 50);
    expect(mark.y).toBeGreaterThanOrEqual(36);
    expect(top).toBeLessThanOrEqual(PAGE.height - 40);
  }
});

it('never leaves a heading alone at the foot of a page', () => {
  for (const page of lay(long())) {
    const heading = page.findLastIndex((mark) => mark.kind === 'text' && mark.face === 'title');
    if (heading === -1) continue;
    const after = page.slice(heading + 1).filter((mark) => mark.kind !== 'bar' && mark.y > 41);
    expect(after.length).toBeGreaterThan(0);
  }
});
