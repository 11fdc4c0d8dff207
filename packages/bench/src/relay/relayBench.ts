import type { Table } from '../report.ts';
import type { Peer } from './peers/Peer.ts';
import { FORWARDER, HOCUSPOCUS, TLDRAW, Y_WEBSOCKET } from './peers/programs.ts';
import { WEFT, WEFT_STOCK } from './peers/weft.ts';
import { pinGenerator } from './pinning.ts';
import { readRelayOptions } from './relayOptions.ts';
import { guardShare } from './rows/guardShare.ts';
import { joins } from './rows/joins.ts';
import { mostPeople } from './rows/mostPeople.ts';
import type { RowContext } from './rows/RowContext.ts';
import { saved } from './rows/saved.ts';
import { soak } from './rows/soak.ts';
import { manyBoards, oneBoard } from './rows/steadyLoad.ts';

const PEERS: readonly Peer[] = [WEFT, WEFT_STOCK, FORWARDER, Y_WEBSOCKET, HOCUSPOCUS, TLDRAW];

const MEASURE: Readonly<Record<number, (context: RowContext) => Promise<Table | readonly Table[]>>> = {
  1: oneBoard,
  2: mostPeople,
  3: manyBoards,
  4: saved,
  5: guardShare,
  6: joins,
  7: soak,
};

/** Whether it is all measured: a part is printed, and does not take the place of the whole in the page of benchmarks. */
export const isWholeRelayBench = (args: readonly string[]): boolean =>
  !args.some((arg) => arg.startsWith('--rows') || arg.startsWith('--peers'));

/**
 * `pnpm bench relay`: Weft's server under load, and the other relays under the same load on the same core.
 *
 *   --rows=1,3        some of 1 to 7, in the order of the tables
 *   --peers=weft,ws   some of weft, weft-stock, ws, y-websocket, hocuspocus, tldraw
 *   --seconds=6       how long each load is measured
 *   --soak=60s        how long people come and go in row 7; --soak=20m for a judgement
 */
export async function* relayBench(args: readonly string[]): AsyncGenerator<Table> {
  const options = readRelayOptions(
    args,
    PEERS.map(({ id }) => id),
  );
  const pinned = pinGenerator();
  const context: RowContext = {
    peers: PEERS.filter(({ id }) => options.peers.includes(id)),
    seconds: options.seconds,
    soakSeconds: options.soakSeconds,
    start: { pinned },
  };
  yield whoIsMeasured(context, pinned);
  for (const row of options.rows) {
    const measure = MEASURE[row];
    if (measure !== undefined) yield* [await measure(context)].flat();
  }
}

function whoIsMeasured({ peers }: RowContext, pinned: boolean): Table {
  const cores = pinned
    ? 'the server on one core, the generator on another'
    : 'neither server nor generator pinned to a core';
  return {
    title: 'The relays',
    about: `Each is a process of its own, one after the other, with ${cores}. Weft is durable before anybody is shown anything, judges every update and stamps its author; none of the others does any of it.`,
    columns: ['relay', 'what it is'],
    rows: peers.map(({ name, about }) => [name, about]),
  };
}
