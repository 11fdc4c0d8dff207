/** Where everything of a portfolio stands on its pages. Points, from the lower left as PDF counts. */
import {
  COLUMNS,
  heightOf,
  MARGIN,
  type Mark,
  type Measure,
  NOTE,
  PAGE,
  Paper,
  type PortfolioPage,
  ROW_HEIGHT,
  type TextStyle,
} from './Paper.ts';
import type { Portfolio, PortfolioItem, PortfolioWords } from './portfolio.ts';

/** The words that are not in the portfolio itself. */
export interface PortfolioLabels {
  readonly title: string;
  readonly said: string;
  readonly reflections: string;
  readonly from: string;
  readonly people: string | null;
  readonly made: string;
  readonly page: (page: number, pages: number) => string;
}

const KICKER: TextStyle = { face: 'plain', size: 11, ink: 'quiet' };
const NAME: TextStyle = { face: 'title', size: 34, ink: 'ink', leading: 1.15 };
const SENTENCE: TextStyle = { face: 'words', size: 21, ink: 'ink', leading: 1.35 };
const WORDS: TextStyle = { face: 'words', size: 12.5, ink: 'ink', leading: 1.45 };

export function layOutPortfolio(portfolio: Portfolio, labels: PortfolioLabels, measure: Measure): PortfolioPage[] {
  const paper = new Paper(measure);
  paper.bar({ width: 64, height: 4, ink: 'thread' });
  paper.space(22);
  paper.text(`${labels.title} · ${labels.from}`, KICKER);
  paper.space(4);
  paper.text(portfolio.person.name, NAME);
  if (labels.people !== null) {
    paper.space(6);
    paper.text(labels.people, KICKER);
  }
  if (portfolio.sentence !== null) {
    paper.space(20);
    paper.text(portfolio.sentence, SENTENCE);
  }
  if (portfolio.known !== null) known(paper, portfolio.known);
  for (const { title, items } of portfolio.sections) {
    paper.heading(title, ROW_HEIGHT);
    rowsOf(items).forEach((row) => paper.row(row));
  }
  words(paper, labels.said, portfolio.said);
  words(paper, labels.reflections, portfolio.reflections);
  return paper.pages.map((page, index) => [...page, ...foot(labels, index + 1, paper.pages.length, measure)]);
}

function known(paper: Paper, item: PortfolioItem): void {
  const width = PAGE.width * 0.5;
  paper.space(22);
  paper.keep(heightOf(width) + 30);
  paper.picture(item.id, width);
  paper.space(6);
  paper.text(item.name, NOTE);
}

function words(paper: Paper, title: string, said: readonly PortfolioWords[]): void {
  if (said.length === 0) return;
  paper.heading(title, 48);
  for (const { lead, words: theirs, about } of said) {
    paper.space(10);
    paper.keep(40);
    paper.text(about === null ? lead : `${lead} · “${about}”`, KICKER);
    paper.space(2);
    paper.text(theirs, WORDS);
  }
}

const rowsOf = (items: readonly PortfolioItem[]): PortfolioItem[][] =>
  Array.from({ length: Math.ceil(items.length / COLUMNS) }, (_, row) =>
    items.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );

const footText = (text: string, x: number): Mark => ({
  kind: 'text',
  x,
  y: 40,
  text,
  face: 'plain',
  size: 9,
  ink: 'quiet',
});

function foot(labels: PortfolioLabels, page: number, pages: number, measure: Measure): Mark[] {
  const number = labels.page(page, pages);
  return [footText(labels.made, MARGIN), footText(number, PAGE.width - MARGIN - measure(number, 'plain', 9))];
}
