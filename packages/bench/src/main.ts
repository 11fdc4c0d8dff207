/** `node --conditions=source packages/bench/src/main.ts NAME`: runs a benchmark, prints it, writes its section. */
import { fileURLToPath } from 'node:url';
import { boardBench } from './board/boardBench.ts';
import { describeMachine } from './machine.ts';
import { markdownOf, plainText, writeSection, type Table } from './report.ts';

const BENCHES: Readonly<Record<string, { readonly heading: string; readonly run: () => Iterable<Table> }>> = {
  board: { heading: 'Board: `pnpm bench board`', run: boardBench },
};
const PAGE = fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url));

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (bench) {
  const tables: Table[] = [];
  for (const table of bench.run()) {
    tables.push(table);
    process.stdout.write(`\n${plainText(table)}\n`);
  }
  writeSection(PAGE, name, markdownOf(bench.heading, describeMachine(new Date()), tables));
} else {
  console.error(`There is no benchmark "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
}
