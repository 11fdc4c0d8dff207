import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writingBench } from './writingBench.ts';

test('what the browsers left becomes a table with a row for each way of writing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-writing-'));
  const report = join(folder, 'writing.jsonl');
  const figures = [
    { what: 'both at the end', seconds: 60, characters: 4_800, rate: 39.96, equalAfter: 41.2 },
    { what: 'one in the middle', seconds: 60, characters: 4_800, rate: 21, equalAfter: 38 },
  ];
  writeFileSync(report, figures.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const [table, ...others] = writingBench(report);
  rmSync(folder, { recursive: true });
  expect(others).toEqual([]);
  expect(table?.rows).toEqual([
    ['both at the end', '60', '4800', '40.0', '41'],
    ['one in the middle', '60', '4800', '21.0', '38'],
  ]);
});
