import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';

export interface Answer {
  readonly type: string;
  readonly body: Uint8Array | string | null;
  /** How the body is compressed. */
  readonly encoding?: string;
}

const CLIENT = fileURLToPath(new URL('../../../client/', import.meta.url));
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** One of the client's pages for measuring, built and served to a real browser. */
export class BuiltPage {
  readonly #folder: string;
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(folder: string, browser: Browser, answer: (path: URL) => Answer | null) {
    this.#folder = folder;
    this.#browser = browser;
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://page');
      const encodings = request.headers['accept-encoding'] ?? '';
      void this.#answer(url, answer, encodings).then(({ type, body, encoding }) => {
        const coded = encoding === undefined ? {} : { 'content-encoding': encoding };
        response.writeHead(body === null ? 404 : 200, { 'content-type': type, ...coded }).end(body ?? '');
      });
    });
  }

  /**
   * @param source the page's folder in the client's
   * @param executablePath of a Chromium
   * @param answer what is served beside the page; null for a file of the page
   */
  static async start(source: string, executablePath: string, answer: (path: URL) => Answer | null): Promise<BuiltPage> {
    const folder = await mkdtemp(join(tmpdir(), 'weft-bench-'));
    await build({
      configFile: join(CLIENT, 'vite.config.ts'),
      root: join(CLIENT, source),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
    });
    const args = ['--no-sandbox', '--disable-background-networking'];
    const page = new BuiltPage(folder, await chromium.launch({ executablePath, args }), answer);
    page.#server.listen(0, '127.0.0.1');
    await once(page.#server, 'listening');
    return page;
  }

  /** Opens the page anew, without anything that an earlier one has left. */
  async open<T>(work: (page: Page) => Promise<T>): Promise<T> {
    return await this.openWith(async () => await Promise.resolve(), work);
  }

  /** The same, with something done to the page before it goes to its address. */
  async openWith<P, T>(prepare: (page: Page) => Promise<P>, work: (page: Page, prepared: P) => Promise<T>): Promise<T> {
    const { port } = this.#server.address() as AddressInfo;
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    try {
      const prepared = await prepare(page);
      await page.goto(`http://127.0.0.1:${port}/`);
      return await work(page, prepared);
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #answer(url: URL, answer: (path: URL) => Answer | null, encodings: string): Promise<Answer> {
    const given = answer(url);
    if (given !== null) return given;
    const file = join(this.#folder, url.pathname === '/' ? 'index.html' : url.pathname);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    // Compressed while it was built, as the server sends it.
    for (const [encoding, ending] of ENCODINGS) {
      const body = encodings.includes(encoding) ? await readFile(file + ending).catch(() => null) : null;
      if (body !== null) return { type, body, encoding };
    }
    return { type, body: await readFile(file).catch(() => null) };
  }
}
