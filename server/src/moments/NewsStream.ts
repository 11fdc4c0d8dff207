import type { ServerResponse } from 'node:http';
import type { LookBackNews } from '@weft/protocol';
import type { HearLookBack } from './LookBacks.ts';

/** Lets a proxy and the browser know that somebody is still there. */
const HEARTBEAT_MS = 15_000;
/** What a reader may leave unread: of more than that only the newest counts. */
const MOST_UNREAD_BYTES = 64 * 1024;

type Tell = (...news: Parameters<HearLookBack>) => Promise<LookBackNews>;

/** News of a look back as server-sent events to one person, in order; what comes while one is being told counts last only. */
export class NewsStream {
  readonly #response: ServerResponse;
  readonly #tell: Tell;
  readonly #heartbeat: NodeJS.Timeout;
  #next: Parameters<HearLookBack> | null = null;
  #isTelling = false;

  constructor(response: ServerResponse, tell: Tell) {
    this.#response = response;
    this.#tell = tell;
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // A proxy that gathers an answer before it hands it on would hand on nothing.
      'x-accel-buffering': 'no',
    });
    this.#heartbeat = setInterval(() => this.#write(': here\n\n'), HEARTBEAT_MS).unref();
  }

  send(...news: Parameters<HearLookBack>): void {
    this.#next = news;
    if (!this.#isTelling) void this.#tellAll();
  }

  end(): void {
    clearInterval(this.#heartbeat);
  }

  async #tellAll(): Promise<void> {
    this.#isTelling = true;
    try {
      for (let news = this.#next; news !== null; news = this.#next) {
        this.#next = null;
        this.#write(`data: ${JSON.stringify(await this.#tell(...news))}\n\n`);
      }
    } catch (error) {
      // Whoever follows comes back by themself, and is told what went wrong then.
      this.#response.destroy(error instanceof Error ? error : undefined);
    } finally {
      this.#isTelling = false;
    }
  }

  #write(text: string): void {
    const { destroyed, writableEnded, writableLength } = this.#response;
    if (!destroyed && !writableEnded && writableLength < MOST_UNREAD_BYTES) this.#response.write(text);
  }
}
