import { Counter, Gauge, type Registry } from 'prom-client';

/** What the gateway counts. Labels never name a person or a board. */
export interface GatewayMetrics {
  readonly refusals: Counter<'code'>;
}

export function gatewayMetrics(
  registry: Registry,
  live: { readonly boards: () => number; readonly sockets: () => number },
): GatewayMetrics {
  const registers = [registry];
  new Gauge({
    name: 'weft_live_boards',
    help: 'Boards in memory',
    registers,
    collect() {
      this.set(live.boards());
    },
  });
  new Gauge({
    name: 'weft_open_sockets',
    help: 'Sync sockets',
    registers,
    collect() {
      this.set(live.sockets());
    },
  });
  return {
    refusals: new Counter({
      name: 'weft_refusals_total',
      help: 'Closed sockets and rejected changes',
      labelNames: ['code'],
      registers,
    }),
  };
}
