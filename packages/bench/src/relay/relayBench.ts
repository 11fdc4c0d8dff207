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

/** `pnpm bench relay`: Weft's server under load, and the other relays under the same load on the same core. */
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
