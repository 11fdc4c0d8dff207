import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { onServerCore } from './pinning.ts';

export interface ServerCommand {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pinned: boolean;
}

const START_MS = 60_000;
const STOP_MS = 30_000;
const LAST_WORDS = 2_000;

/** What is still running when the benchmark ends early must not stay behind. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

/** A server that the benchmark started, on 127.0.0.1 and on the server's core. */
export class ServerProcess {
  readonly port: number;
  readonly pid: number;
  readonly #child: ChildProcess;
  #lastWords = '';

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.pid = child.pid ?? 0;
    this.port = port;
    running.add(child);
    child.on('exit', () => running.delete(child));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
      });
    }
  }

  /** Resolves once the server has printed a line with `listening`. */
  static async start({ command, cwd, env, pinned }: ServerCommand): Promise<ServerProcess> {
    const port = await freePort();
    const [program, ...args] = onServerCore(command, pinned);
    const child = spawn(program as string, args, {
      cwd,
      env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new ServerProcess(child, port);
    await server.#listens();
    return server;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The end of what the server printed. */
  get lastWords(): string {
    return this.#lastWords.trim();
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  }

  #listens(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`A server ${why}:\n${this.lastWords}`));
      const late = setTimeout(() => fail('did not start in time'), START_MS);
      this.#child.on('error', (error) => fail(`could not be started (${error.message})`));
      this.#child.on('exit', () => fail('ended'));
      this.#child.stdout?.on('data', () => {
        if (!this.#lastWords.includes('listening')) return;
        clearTimeout(late);
        resolve();
      });
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
