import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { build } from 'vite';

/** How long the steps of opening a board took on the page, in ms. */
export interface Opening {
  readonly decode: number;
  readonly fill: number;
  readonly firstRead: number;
  readonly drawn: number;
}

/** How long one remote move took on the page, in ms. */
export interface Move {
  readonly yjs: number;
  readonly share: number;
  readonly all: number;
}

export interface BoardOnPage {
  /** One of the ways that the page knows. */
  readonly way: string;
  readonly board: Uint8Array;
  readonly moves: readonly Uint8Array[];
}

const CLIENT = fileURLToPath(new URL('../../../../client/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The client's page for measuring, built and served to a real browser. */
export class BrowserPage {
  readonly #folder: string;
  readonly #server: Server;
  readonly #browser: Browser;
  #shown: BoardOnPage | null = null;

  private constructor(folder: string, browser: Browser) {
    this.#folder = folder;
    this.#browser = browser;
    this.#server = createServer((request, response) => {
      void this.#answer(request.url ?? '/').then(({ type, body }) => {
        response.writeHead(body === null ? 404 : 200, { 'content-type': type }).end(body ?? '');
      });
    });
  }

  /** @param executablePath of a Chromium. */
  static async start(executablePath: string): Promise<BrowserPage> {
    const folder = await mkdtemp(join(tmpdir(), 'weft-bench-'));
    const root = join(CLIENT, 'src/canvas/bench');
    await build({
      configFile: join(CLIENT, 'vite.config.ts'),
      root,
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
    });
    const args = ['--no-sandbox', '--disable-background-networking'];
    const page = new BrowserPage(folder, await chromium.launch({ executablePath, args }));
    page.#server.listen(0, '127.0.0.1');
    await once(page.#server, 'listening');
    return page;
  }

  /** Opens a board on a new page, and makes the moves on it. */
  async measure(shown: BoardOnPage): Promise<{ readonly opening: Opening; readonly moves: readonly Move[] }> {
    this.#shown = shown;
    const { port } = this.#server.address() as AddressInfo;
    const page = await this.#browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(0);
    try {
      await page.goto(`http://127.0.0.1:${port}/`);
      const opening = await page.evaluate<Opening>(`weftBench.open(${JSON.stringify(shown.way)})`);
      const moves = shown.moves.length === 0 ? [] : await page.evaluate<Move[]>('weftBench.move()');
      return { opening, moves };
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #answer(url: string): Promise<{ readonly type: string; readonly body: Uint8Array | string | null }> {
    if (url === '/board') return { type: 'application/octet-stream', body: this.#shown?.board ?? null };
    if (url === '/moves') {
      const moves = (this.#shown?.moves ?? []).map((update) => Buffer.from(update).toString('base64'));
      return { type: 'application/json', body: JSON.stringify(moves) };
    }
    const path = new URL(url, 'http://page').pathname;
    const file = join(this.#folder, path === '/' ? 'index.html' : path);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return { type, body: await readFile(file).catch(() => null) };
  }
}
