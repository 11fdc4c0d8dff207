import { readFileSync } from 'node:fs';

/** Linux counts CPU time for `/proc` in hundredths of a second on every platform that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU that all threads of a process have used, from its `/proc/PID/stat`. */
export function cpuSecondsOf(stat: string): number {
  // The second field is the command in brackets, and may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  if (!Number.isFinite(user + system)) throw new Error('not a line of /proc/PID/stat');
  return (user + system) / TICKS_PER_SECOND;
}

/** MB of memory that a process holds, from its `/proc/PID/status`. */
export function residentMegabytesOf(status: string): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error('not a /proc/PID/status');
  return Number(kilobytes) / 1024;
}

/** What a process uses, from one reading to the next. */
export class ProcessMeter {
  readonly #pid: number;
  #cpuSeconds: number;
  #at: number;

  constructor(pid: number) {
    this.#pid = pid;
    this.#cpuSeconds = this.#readCpu();
    this.#at = performance.now();
  }

  /** The share of one core since the last reading. */
  cores(): number {
    const [cpu, now] = [this.#readCpu(), performance.now()];
    const cores = ((cpu - this.#cpuSeconds) * 1_000) / (now - this.#at);
    this.#cpuSeconds = cpu;
    this.#at = now;
    return cores;
  }

  residentMegabytes(): number {
    return residentMegabytesOf(readFileSync(`/proc/${this.#pid}/status`, 'utf8'));
  }

  #readCpu(): number {
    return cpuSecondsOf(readFileSync(`/proc/${this.#pid}/stat`, 'utf8'));
  }
}
