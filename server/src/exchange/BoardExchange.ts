import type { ImageFate, ImportRefusal, LeftOut } from '@weft/board-model';
import { WeftError, type BoardId, type ErrorCode, type Imported, type Limits, type Person } from '@weft/protocol';
import { randomToken } from '../database/tokens.ts';
import type { BoardImages, BoardMaking, LiveBoards } from '../ports.ts';
import { LazyWorker } from '../workers/LazyWorker.ts';
import { Turns } from '../workers/Turns.ts';
import { startWorker } from '../workers/WorkerCalls.ts';
import type { ExchangeCalls, ExportFormat, PrepareAnswer, ReadAnswer, WriteCall } from './exchangeCalls.ts';
import { titleFrom } from './fileName.ts';

export interface BoardExchangeOptions {
  readonly limits: Pick<Limits, 'maxAssetBytes' | 'maxImportedImages' | 'maxExportedImageBytes'>;
  readonly boards: LiveBoards;
  readonly making: BoardMaking;
  readonly images: BoardImages;
}

export interface BoardFile {
  readonly format: ExportFormat;
  readonly title: string;
  /** The JSON of `ContributionsSchema`, or null where the file does not say who did what. */
  readonly contributions: Uint8Array | null;
}

/** A file and what becomes of it take a multiple of its size in memory. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 50;

const REFUSALS: Readonly<Record<ImportRefusal, ErrorCode>> = {
  unsupported: 'import_unsupported',
  broken: 'import_broken',
  too_new: 'import_too_new',
  too_old: 'import_too_old',
  too_large: 'import_too_large',
  empty: 'import_empty',
};

/** Boards as files, in and out. All reading and writing is a worker's; here, boards are made and pictures are kept. */
export class BoardExchange {
  readonly #options: BoardExchangeOptions;
  readonly #turns = new Turns(MOST_AT_ONCE, MOST_WAITING);
  readonly #worker = new LazyWorker({
    start: () => startWorker(import.meta.url, 'exchangeWorker', null),
    timeoutMs: 60_000,
    idleMs: 60_000,
  });

  constructor(options: BoardExchangeOptions) {
    this.#options = options;
  }

  /** @throws WeftError `import_…` when nothing was made. */
  async bringIn(bytes: Uint8Array, fileName: string | undefined, maker: Person): Promise<Imported> {
    return await this.#turns.take(async () => {
      const file = await this.#call('read', { bytes, name: fileName ?? '' });
      if (!file.ok) throw new WeftError(REFUSALS[file.code], file.detail);
      const board = await this.#options.making.create(titleFrom(file.title, fileName), maker);
      try {
        const { items, images, leftOut } = await this.#fill(board.id, file, maker);
        return {
          board: await this.#options.making.visit(board.id, maker),
          imported: { format: file.format, items, images },
          leftOut: together([...file.leftOut, ...leftOut]),
        };
      } catch (error) {
        // Half a board is nobody's wish; the maker can still bring it back, empty as it is.
        await this.#options.making.delete(board.id, maker);
        throw error;
      }
    });
  }

  /** The board as a file, its pictures inside as far as there is room. */
  async takeOut(boardId: BoardId, { format, title, contributions }: BoardFile): Promise<Uint8Array> {
    return await this.#turns.take(async () => {
      const { update: state } = await this.#options.boards.state(boardId);
      const images = format === 'csv' ? new Map() : await this.#imagesOf(boardId, state);
      return await this.#call('write', { state, format, title, images, contributions });
    });
  }

  async close(): Promise<void> {
    await this.#worker.close();
  }

  async #fill(boardId: BoardId, file: Extract<ReadAnswer, { ok: true }>, maker: Person): Promise<PrepareAnswer> {
    const fates = new Map<string, ImageFate>();
    for (const [assetId, bytes] of file.images) fates.set(assetId, await this.#keep(bytes, fates.size, boardId, maker));
    const { update: state } = await this.#options.boards.state(boardId);
    const call = { state, content: file.content, fates, idPrefix: randomToken() };
    const prepared = await this.#call('prepare', call);
    const { updates, clientId } = prepared;
    await this.#options.boards.change(boardId, maker.id, { updates, clientId, intent: { kind: 'import' } });
    return prepared;
  }

  async #keep(bytes: Uint8Array | null, before: number, boardId: BoardId, maker: Person): Promise<ImageFate> {
    const { limits, images } = this.#options;
    if (bytes === null) return { kept: false, reason: 'image_unsupported' };
    if (before >= limits.maxImportedImages) return { kept: false, reason: 'too_many' };
    if (bytes.byteLength > limits.maxAssetBytes) return { kept: false, reason: 'image_too_large' };
    try {
      const { url, mime } = await images.keep(bytes, boardId, maker.id);
      return { kept: true, src: url, mime };
    } catch (error) {
      if (error instanceof WeftError && error.code === 'asset_unsafe') return { kept: false, reason: 'image_unsafe' };
      if (error instanceof WeftError && error.code === 'asset_unsupported') {
        return { kept: false, reason: 'image_unsupported' };
      }
      if (error instanceof WeftError && error.code === 'board_images_full') return { kept: false, reason: 'too_many' };
      throw error;
    }
  }

  /** What does not fit keeps its address on this server, where the board's members still see it. */
  async #imagesOf(boardId: BoardId, state: Uint8Array): Promise<WriteCall['images']> {
    const images = new Map<string, { mime: string; bytes: Uint8Array }>();
    let room = this.#options.limits.maxExportedImageBytes;
    for (const [id, src] of await this.#call('images', state)) {
      const own = /^\/api\/boards\/[^/]+\/assets\/([\da-f]{64})$/.exec(src)?.[1];
      const image = own === undefined || room <= 0 ? null : await this.#options.images.read(boardId, own);
      if (image === null || image.bytes.byteLength > room) continue;
      images.set(id, image);
      room -= image.bytes.byteLength;
    }
    return images;
  }

  async #call<Op extends keyof ExchangeCalls>(op: Op, call: ExchangeCalls[Op][0]): Promise<ExchangeCalls[Op][1]> {
    return (await this.#worker.call(op, call)) as ExchangeCalls[Op][1];
  }
}

/** The same name left out for the same reason, in reading and in keeping, is told once. */
function together(leftOut: readonly LeftOut[]): LeftOut[] {
  const counts = new Map<string, LeftOut>();
  for (const one of leftOut) {
    const key = `${one.reason} ${one.what}`;
    counts.set(key, { ...one, count: one.count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts.values()];
}
