import { readFileSync } from 'node:fs';
import type { Table } from '../report.ts';

/** What `e2e/browser/coWriting.spec.ts` leaves, a line for each of its ways of writing. */
interface Figures {
  readonly what: string;
  readonly seconds: number;
  readonly characters: number;
  /** Characters a second that the page of the slower of the two dealt with. */
  readonly rate: number;
  /** From then until both had the same text and every caret was seen where it should be, ms. */
  readonly equalAfter: number;
}

/**
 * `pnpm bench writing`: two real browsers, two people, one note. Whoever calls this has run them before; they fail where
 * a character is lost or a caret stands wrong, so there are figures only of what has held.
 *
 * @param report the file that they have left
 */
export function* writingBench(report = process.env['WEFT_WRITING_REPORT']): Generator<Table> {
  if (report === undefined) throw new Error('WEFT_WRITING_REPORT names what the browsers left; `pnpm bench` does.');
  const lines = readFileSync(report, 'utf8').trim().split('\n');
  yield {
    title: 'Two people write into one note, 40 characters a second each',
    about:
      'Two Chromium pages and the server on one machine, real key events at a steady pace. Both texts equal, every character of both there and in its own order, each caret behind the last character of its person, in both pages: else the command fails. *Dealt with* is what the page of the slower one kept up with; the text grows to thousands of characters.',
    columns: ['where', 'seconds', 'characters', 'dealt with a second', 'equal after ms'],
    rows: lines.map((line) => rowOf(JSON.parse(line) as Figures)),
  };
}

const rowOf = ({ what, seconds, characters, rate, equalAfter }: Figures): string[] => [
  what,
  String(seconds),
  String(characters),
  rate.toFixed(1),
  equalAfter.toFixed(0),
];
