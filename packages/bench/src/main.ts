/** `node --conditions=source packages/bench/src/main.ts NAME`: runs a benchmark, prints it, writes its section. */
import { fileURLToPath } from 'node:url';
import { boardBench } from './board/boardBench.ts';
import { contributionBench } from './contribution/contributionBench.ts';
import { historyBench, isWholeHistoryBench } from './history/historyBench.ts';
import { describeMachine } from './machine.ts';
import { isWholeRelayBench, relayBench } from './relay/relayBench.ts';
import { markdownOf, plainText, writeSection, type Table } from './report.ts';
import { writingBench } from './writing/writingBench.ts';

/** Gives its tables as they are ready; arguments are those after the name. */
type Run = (args: readonly string[]) => Iterable<Table> | AsyncIterable<Table>;

interface Bench {
  readonly heading: string;
  readonly run: Run;
  /** Whether it measures all that its section tells; always, where left out. */
  readonly isWhole?: (args: readonly string[]) => boolean;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  board: { heading: 'Board: `pnpm bench board`', run: boardBench },
  writing: { heading: 'Writing together: `pnpm bench writing`', run: () => writingBench() },
  contribution: { heading: 'Contributions: `pnpm bench contribution`', run: contributionBench },
  history: { heading: 'History: `pnpm bench history`', run: historyBench, isWhole: isWholeHistoryBench },
  relay: { heading: 'Relay: `pnpm bench relay`', run: relayBench, isWhole: isWholeRelayBench },
};
const PAGE = fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url));

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (bench) {
  const tables: Table[] = [];
  const args = process.argv.slice(3);
  for await (const table of bench.run(args)) {
    tables.push(table);
    process.stdout.write(`\n${plainText(table)}\n`);
  }
  if (bench.isWhole?.(args) ?? true)
    writeSection(PAGE, name, markdownOf(bench.heading, describeMachine(new Date()), tables));
} else {
  console.error(`There is no benchmark "${name}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
}
