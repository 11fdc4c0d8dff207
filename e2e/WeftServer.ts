import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** A second on an idle machine; a busy one takes its time. */
const READY_WITHIN_MS = 60_000;

/** A port that was free a moment ago: a server that is killed must come back on the same one. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The built server in a process of its own, on loopback and on data of its own, that can be killed and brought back. */
export class WeftServer {
  #child: ChildProcess | null = null;
  #output = '';
  readonly #environment: Readonly<Record<string, string>>;
  readonly #dataDir: string;
  readonly port: number;

  private constructor(port: number, dataDir: string, environment: Readonly<Record<string, string>>) {
    this.port = port;
    this.#dataDir = dataDir;
    this.#environment = environment;
  }

  /** @param environment added to the server's own; it listens on 127.0.0.1 whatever this says. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<WeftServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'weft-e2e-'));
    const server = new WeftServer(await freePort(), dataDir, environment);
    await server.restart();
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the server has written so far, for looking at when a test fails. */
  get output(): string {
    return this.#output;
  }

  /** Starts the server on the same port and data. @returns when it listens. */
  async restart(): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'server/dist/main.js')], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        ...this.#environment,
        HOST: '127.0.0.1',
        PORT: String(this.port),
        DATA_DIR: this.#dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no word of listening:\n${this.#output}`)), READY_WITHIN_MS);
      const fail = (code: number | null) => reject(new Error(`the server ended with ${code}:\n${this.#output}`));
      child.once('exit', fail);
      let said = '';
      const hear = (chunk: Buffer) => {
        this.#output += chunk.toString();
        said += chunk.toString();
        if (!said.includes('listening')) return;
        said = '';
        clearTimeout(timer);
        child.off('exit', fail);
        resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
    });
  }

  /** Ends the server with SIGKILL, as a power cut or the kernel would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks the server to stop, as an operator would. @returns its exit code. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Stops the server and throws its data away. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  }
}
