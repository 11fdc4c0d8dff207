import { Gauge, Histogram, type Registry } from 'prom-client';
import type { EditTiming } from '../boards/BoardSession.ts';
import type { LogSizes } from './logSizes.ts';

export interface MeasuredLog {
  readonly sizes: () => Promise<LogSizes>;
  readonly waiting: () => { readonly entries: number; readonly bytes: number };
  readonly cannotSave: () => boolean;
  readonly sealingLagMs: () => number;
  readonly sealingBroken: () => boolean;
  readonly damaged: () => number;
}

export interface LogMetrics {
  readonly onCommit: (milliseconds: number, entries: number) => void;
  readonly edits: EditTiming;
}

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1, 3, 10];
const ENTRIES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];

/** How fast edits become safe and reach the others, and how the log is. No label names a board or a person. */
export function logMetrics(registry: Registry, log: MeasuredLog): LogMetrics {
  const registers = [registry];
  const histogram = (name: string, help: string, buckets: number[]): Histogram =>
    new Histogram({ name, help, buckets, registers });
  const durable = histogram('weft_edit_durable_seconds', 'From receiving an edit until it is on disk', SECONDS);
  const fannedOut = histogram(
    'weft_edit_fanout_seconds',
    'From receiving an edit until it left for the others',
    SECONDS,
  );
  const commits = histogram('weft_commit_seconds', 'One commit of the log, of all boards together', SECONDS);
  const commitSizes = histogram('weft_commit_entries', 'Entries in one commit', ENTRIES);
  addGauges(registers, log);
  return {
    onCommit: (milliseconds, entries) => {
      commits.observe(milliseconds / 1_000);
      commitSizes.observe(entries);
    },
    edits: {
      durable: (milliseconds) => durable.observe(milliseconds / 1_000),
      fannedOut: (milliseconds) => fannedOut.observe(milliseconds / 1_000),
    },
  };
}

function addGauges(registers: Registry[], log: MeasuredLog): void {
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('weft_log_waiting_entries', 'Entries that wait for the next commit', () => log.waiting().entries);
  gauge('weft_log_waiting_bytes', 'Their payload bytes', () => log.waiting().bytes);
  gauge('weft_cannot_save', '1 while nothing can be saved and boards are read-only', () => Number(log.cannotSave()));
  gauge('weft_sealing_lag_seconds', 'Since all was sealed that could be', () => log.sealingLagMs() / 1_000);
  gauge('weft_sealing_broken', '1 when history could not be sealed the last time', () => Number(log.sealingBroken()));
  gauge('weft_log_damaged', 'Damaged pieces of the log that were found since the start', () => log.damaged());
  const bytes = new Gauge({
    name: 'weft_log_bytes',
    help: 'log.db: what is hot, sealed, keyframes, tracks and free',
    labelNames: ['part'],
    registers: [],
    async collect() {
      try {
        for (const [part, size] of Object.entries(await log.sizes())) this.set({ part }, size);
      } catch {
        // A log that cannot be read is told of by /ready; the other metrics are worth having all the same.
        this.reset();
      }
    },
  });
  for (const registry of registers) registry.registerMetric(bytes);
}
