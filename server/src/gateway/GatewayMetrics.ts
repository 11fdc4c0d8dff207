import { Counter, Gauge, type Registry } from 'prom-client';

/** What the gateway counts. Labels never name a person or a board. */
export interface GatewayMetrics {
  /** Of sockets and of requests. */
  readonly refusals: Counter<'code'>;
  /** Presence that a slow reader went without. */
  readonly presenceLeftOut: Counter;
  /** Slow readers that were cut off from edits and given the state anew later. */
  readonly cutOff: Counter;
  /** How often a sender was made to wait for the disk. */
  readonly slowedByLog: Counter;
  readonly boards: Gauge;
  readonly largestBoard: Gauge;
  readonly sockets: Gauge;
  readonly people: Gauge;
}

/** What is asked for when somebody looks. */
export interface LiveCounts {
  readonly boards: () => number;
  readonly largestBoard: () => number;
  readonly sockets: () => number;
  readonly people: () => number;
}

export function gatewayMetrics(registry: Registry, live: LiveCounts): GatewayMetrics {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  return {
    refusals: new Counter({
      name: 'weft_refusals_total',
      help: 'Closed sockets, rejected changes and refused requests',
      labelNames: ['code'],
      registers,
    }),
    presenceLeftOut: new Counter({
      name: 'weft_presence_left_out_total',
      help: 'Presence frames that slow readers went without',
      registers,
    }),
    cutOff: new Counter({
      name: 'weft_slow_readers_total',
      help: 'Slow readers cut off from edits, to be given the state anew',
      registers,
    }),
    slowedByLog: new Counter({
      name: 'weft_slowed_by_log_total',
      help: 'Times that a sender was made to wait for the disk',
      registers,
    }),
    boards: gauge('weft_live_boards', 'Boards in memory', live.boards),
    largestBoard: gauge('weft_largest_board_bytes', 'The largest board in memory, encoded', live.largestBoard),
    sockets: gauge('weft_open_sockets', 'Sync sockets', live.sockets),
    people: gauge('weft_people_here', 'People with an open sync socket, each once', live.people),
  };
}
