import { Counter, Gauge, type Registry } from 'prom-client';

/** What the gateway counts. Labels never name a person or a board. */
export interface GatewayMetrics {
  readonly refusals: Counter<'code'>;
  readonly boards: Gauge;
  readonly sockets: Gauge;
}

export function gatewayMetrics(
  registry: Registry,
  live: { readonly boards: () => number; readonly sockets: () => number },
): GatewayMetrics {
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
      help: 'Closed sockets and rejected changes',
      labelNames: ['code'],
      registers,
    }),
    boards: gauge('weft_live_boards', 'Boards in memory', live.boards),
    sockets: gauge('weft_open_sockets', 'Sync sockets', live.sockets),
  };
}
