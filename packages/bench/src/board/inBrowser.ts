import { BuiltPage, type Answer } from '../BuiltPage.ts';

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

/** The client's page for measuring a board, in a real browser. */
export class BrowserPage {
  #page: BuiltPage | null = null;
  #shown: BoardOnPage | null = null;

  private constructor() {}

  /** @param executablePath of a Chromium. */
  static async start(executablePath: string): Promise<BrowserPage> {
    const page = new BrowserPage();
    page.#page = await BuiltPage.start('src/canvas/bench', executablePath, (url) => page.#answer(url));
    return page;
  }

  /** Opens a board on a new page, and makes the moves on it. */
  async measure(shown: BoardOnPage): Promise<{ readonly opening: Opening; readonly moves: readonly Move[] }> {
    if (this.#page === null) throw new Error('it was closed');
    this.#shown = shown;
    return await this.#page.open(async (page) => {
      const opening = await page.evaluate<Opening>(`weftBench.open(${JSON.stringify(shown.way)})`);
      const moves = shown.moves.length === 0 ? [] : await page.evaluate<Move[]>('weftBench.move()');
      return { opening, moves };
    });
  }

  async close(): Promise<void> {
    await this.#page?.close();
    this.#page = null;
  }

  #answer({ pathname }: URL): Answer | null {
    if (pathname === '/board') return { type: 'application/octet-stream', body: this.#shown?.board ?? null };
    if (pathname !== '/moves') return null;
    const moves = (this.#shown?.moves ?? []).map((update) => Buffer.from(update).toString('base64'));
    return { type: 'application/json', body: JSON.stringify(moves) };
  }
}
