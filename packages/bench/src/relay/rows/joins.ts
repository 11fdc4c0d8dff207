import { setTimeout as sleep } from 'node:timers/promises';
import type { Table } from '../../report.ts';
import { Crowd, type Load, type LoadResult } from '../crowd/Crowd.ts';
import { Histogram } from '../Histogram.ts';
import { largeBoard } from '../largeBoard.ts';
import { clientIdOf, type Peer, type Seat } from '../peers/Peer.ts';
import { YjsVoice } from '../voices/YjsVoice.ts';
import { cores, generatorCell, milliseconds, remarkOn } from './cells.ts';
import { RATES, sayNow, type RowContext } from './RowContext.ts';

const BOARD_BYTES = 2_000_000;
const JOINS = 300;
const JOIN_SECONDS = 10;
const MOST_LOOKS = 60;
const LOOK_MS = 500;
const LOAD: Load = { boards: 1, people: 22, editors: 20, probes: 2, ...RATES };

/** Row 6. */
export async function joins(context: RowContext): Promise<Table> {
  const rows: string[][] = [];
  for (const peer of context.peers.filter(({ speaksYjs }) => speaksYjs)) {
    sayNow(`300 joins of a 2 MB board: ${peer.name} …`);
    const { result, took } = await measureJoins(peer, context);
    rows.push([
      peer.name,
      milliseconds(result.edits.percentile(0.5)),
      milliseconds(result.edits.percentile(0.99)),
      milliseconds(took.percentile(0.5)),
      milliseconds(took.percentile(0.99)),
      String(took.count),
      cores(result.serverCores),
      result.megabytesPerSecond.toFixed(0),
      generatorCell(result),
      remarkOn(result),
    ]);
  }
  return {
    title: '300 joins of a 2 MB board in 10 s while 20 people edit',
    about:
      'A join is from opening the socket until all of the board is there; who has joined stays and looks on. To reach: edit p99 ≤ 150 ms.',
    columns: [
      'relay',
      'edit p50, ms',
      'edit p99, ms',
      'join p50, ms',
      'join p99, ms',
      'joined',
      'server, cores',
      'sent, MB/s',
      'generator, cores and late p99',
      'remarks',
    ],
    rows,
  };
}

async function measureJoins(
  peer: Peer,
  { start }: RowContext,
): Promise<{ readonly result: LoadResult; readonly took: Histogram }> {
  const running = await peer.start(start);
  const crowd = await Crowd.gather(running, LOAD);
  try {
    await fill(crowd);
    const seats: Seat[] = [];
    for (let join = 0; join < JOINS; join++) seats.push(await crowd.seat(0));
    const took = new Histogram();
    const result = await crowd.measure(JOIN_SECONDS, async () => {
      const arrivals = seats.map(async (seat, i) => {
        await sleep((i * JOIN_SECONDS * 1_000) / JOINS);
        const ms = await crowd.enter(0, seat, {}).welcome;
        if (ms !== null) took.add(ms);
      });
      await Promise.all(arrivals);
    });
    return { result, took };
  } finally {
    crowd.disperse();
    await running.stop();
  }
}

/** Somebody puts the large board there and stays, so that no relay lets go of it; then it is looked for until it is there. */
async function fill(crowd: Crowd): Promise<void> {
  const seat = await crowd.seat(0);
  if (!(seat.voice instanceof YjsVoice)) throw new Error('only a Yjs relay is filled');
  const filler = crowd.enter(0, seat, {});
  await filler.welcome;
  for (const update of largeBoard(clientIdOf(LOAD.people + 1), BOARD_BYTES)) filler.send(seat.voice.update(update));
  for (let look = 0; look < MOST_LOOKS; look++) {
    const guest = crowd.enter(0, await crowd.seat(0), {});
    await guest.welcome;
    const { bytesIn } = guest.socket;
    crowd.leave(0, guest);
    if (bytesIn >= BOARD_BYTES) return;
    await sleep(LOOK_MS);
  }
  throw new Error('the large board did not come to be');
}
