import { readFileSync, writeFileSync } from 'node:fs';

/** One table of a benchmark; all cells are text, the first column names the row. */
export interface Table {
  readonly title: string;
  /** How it was measured and what is to be reached. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const begin = (name: string): string => `<!-- bench ${name}: begin, written by the command itself -->`;
const end = (name: string): string => `<!-- bench ${name}: end -->`;

/** Puts a benchmark's section into the page of benchmarks, in place of its last one. The rest of the page stays. */
export function writeSection(path: string, name: string, markdown: string): void {
  const page = readFileSync(path, 'utf8');
  writeFileSync(path, withSection(page, name, markdown));
}

/** The page with this section between its markers, which are added at the end where they are missing. */
export function withSection(page: string, name: string, markdown: string): string {
  const section = `${begin(name)}\n\n${markdown.trim()}\n\n${end(name)}`;
  const from = page.indexOf(begin(name));
  const to = page.indexOf(end(name));
  if (from < 0 || to < from) return `${page.trimEnd()}\n\n${section}\n`;
  return page.slice(0, from) + section + page.slice(to + end(name).length);
}

export function markdownOf(heading: string, machine: string, tables: readonly Table[]): string {
  const parts = tables.map(({ title, about, columns, rows }) =>
    [`### ${title}`, about, [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')].join('\n\n'),
  );
  return [`## ${heading}`, machine, ...parts].join('\n\n');
}

/** A table for the terminal, its columns aligned. */
export function plainText({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows];
  const widths = columns.map((_, i) => Math.max(...lines.map((cells) => cells[i]?.length ?? 0)));
  return [title, ...lines.map((cells) => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '))].join('\n');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
