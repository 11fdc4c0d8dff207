import type { Readable } from 'node:stream';
import { SEGMENT_BYTES, type SealedEntry } from '@weft/history/sealing';
import {
  WeftError,
  type BoardId,
  type ClientId,
  type ErrorCode,
  type Imported,
  type LogEntry,
  type Person,
  type PersonId,
} from '@weft/protocol';
import { randomToken } from '../database/tokens.ts';
import { Telling } from '../disclosure/Telling.ts';
import type {
  BoardFounding,
  BoardImages,
  BoardMaking,
  BoardMoments,
  Disclosure,
  FoundingPart,
  LiveBoards,
  Remembering,
} from '../ports.ts';
import { LazyWorker } from '../workers/LazyWorker.ts';
import { Turns } from '../workers/Turns.ts';
import { startWorker } from '../workers/WorkerCalls.ts';
import { titleFrom } from './fileName.ts';
import { PeopleOfFile } from './weftFile/PeopleOfFile.ts';
import { logOf, type CheckedWeftFile } from './weftFile/checkWeftFile.ts';
import { ToldLog } from './weftFile/ToldLog.ts';
import { unpackTar } from './weftFile/unpackTar.ts';
import { ASSET_NAME, WEFT_FORMAT } from './weftFile/weftFormat.ts';
import { writeWeftFile } from './weftFile/writeWeftFile.ts';

export interface WeftExchangeOptions {
  readonly version: string;
  readonly boards: LiveBoards;
  readonly making: BoardMaking & Remembering;
  readonly founding: BoardFounding;
  readonly images: BoardImages;
  readonly moments: BoardMoments;
  readonly disclosure: Disclosure;
  readonly now: () => number;
}

/** Each takes a multiple of its file in memory. */
const MOST_AT_ONCE = 1;
const MOST_WAITING = 20;
const PAGE = 1_000;
const IMAGE_FAULTS: ReadonlySet<ErrorCode> = new Set(['asset_unsafe', 'asset_unsupported', 'board_images_full']);

/** Whole boards with their history, out as a file and in again. */
export class WeftExchange {
  readonly #options: WeftExchangeOptions;
  readonly #turns = new Turns(MOST_AT_ONCE, MOST_WAITING);
  readonly #worker = new LazyWorker({
    start: () => startWorker(import.meta.url, 'weftFileWorker', null),
    timeoutMs: 120_000,
    idleMs: 60_000,
  });

  constructor(options: WeftExchangeOptions) {
    this.#options = options;
  }

  /** All of the board that the log holds now, with people as this member is told of them. */
  async takeOut(boardId: BoardId, callerId: PersonId): Promise<Readable> {
    const { version, boards, making, images, moments, disclosure, now } = this.#options;
    const facts = await disclosure.facts(boardId);
    const told = new ToldLog(new Telling(facts, callerId));
    const end = await boards.seqAt(boardId, Number.MAX_SAFE_INTEGER);
    return writeWeftFile({
      begin: {
        format: WEFT_FORMAT,
        weft: version,
        createdAt: now(),
        title: await making.titleOf(boardId),
        display: [...facts.settings],
      },
      log: this.#log(boardId, end, told),
      assets: assetsOf(images, boardId),
      told: async () => {
        const marked = (await moments.of(boardId)).map((moment) => told.tellMoment(moment));
        return { people: [...told.people], moments: marked };
      },
    });
  }

  /** @throws WeftError `import_…` when nothing was made */
  async bringIn(bytes: Uint8Array, fileName: string | undefined, maker: Person): Promise<Imported> {
    return await this.#turns.take(async () => {
      const { making, founding, moments, now } = this.#options;
      const files = await unpackTar(bytes);
      const file = (await this.#worker.call('check', { files, now: now() })) as CheckedWeftFile;
      const people = new PeopleOfFile(file.people, maker.id, () => randomToken() as PersonId);
      const momentIds = new Map(file.moments.map(({ id }) => [id, randomToken()]));
      const board = await making.create(titleFrom(file.begin.title, fileName), maker, (id) =>
        founding.found(id, this.#founding(logOf(files), people, momentIds)),
      );
      try {
        await making.remember(
          board.id,
          { id: maker.id, color: people.ownColor },
          people.remembered,
          file.begin.display,
        );
        const marked = file.moments.map(({ author, id, ...moment }) => ({
          ...moment,
          id: momentIds.get(id) ?? randomToken(),
          personId: people.idAt(author),
        }));
        await moments.keep(board.id, marked);
        const images = await this.#keepImages(files, board.id, maker);
        return {
          board: await making.visit(board.id, maker),
          imported: { format: 'weft', items: file.items, images: images.kept },
          leftOut: images.leftOut,
        };
      } catch (error) {
        await making.delete(board.id, maker);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#worker.close();
  }

  async *#log(boardId: BoardId, end: number, told: ToldLog) {
    for (let after = 0; after < end;) {
      const page = withinBytes(await this.#options.boards.read(boardId, after, Math.min(PAGE, end - after)));
      const entries = page.map((entry) => told.tell(entry));
      const bytes = (await this.#worker.call('pack', entries)) as Uint8Array;
      const [first, last] = [after + 1, after + entries.length];
      yield { first, last, bytes };
      after = last;
    }
  }

  async *#founding(
    log: readonly Uint8Array[],
    people: PeopleOfFile,
    momentIds: ReadonlyMap<string, string>,
  ): AsyncGenerator<FoundingPart> {
    const from = { kind: 'file', at: this.#options.now() } as const;
    for (const part of log) {
      const opened = (await this.#worker.call('open', part)) as { entries: SealedEntry[]; clientIds: ClientId[] };
      yield {
        entries: opened.entries.map((entry) => people.settle(entry, { from, momentIds })),
        clientIds: opened.clientIds,
      };
    }
  }

  /** An image that is not what the log calls by its SHA-256 once it is made safe is of no use to it. */
  async #keepImages(files: ReadonlyMap<string, Uint8Array>, boardId: BoardId, maker: Person) {
    let [kept, lost] = [0, 0];
    for (const [name, bytes] of files) {
      const id = ASSET_NAME.exec(name)?.[1];
      if (id === undefined) continue;
      if ((await this.#keep(bytes, boardId, maker)) === id) kept += 1;
      else lost += 1;
    }
    return { kept, leftOut: lost === 0 ? [] : [{ what: 'image', count: lost, reason: 'image_unsafe' as const }] };
  }

  async #keep(bytes: Uint8Array, boardId: BoardId, maker: Person): Promise<string | null> {
    try {
      return (await this.#options.images.keep(bytes, boardId, maker.id)).id;
    } catch (error) {
      if (error instanceof WeftError && IMAGE_FAULTS.has(error.code)) return null;
      throw error;
    }
  }
}

async function* assetsOf(images: BoardImages, boardId: BoardId) {
  for (const id of await images.list(boardId)) {
    const image = await images.read(boardId, id);
    if (image !== null) yield { id, bytes: image.bytes };
  }
}

/** As many of the first as a segment holds, and one at least. */
function withinBytes(entries: readonly LogEntry[]): readonly LogEntry[] {
  let bytes = 0;
  const end = entries.findIndex(({ payload }) => (bytes += payload.byteLength) >= SEGMENT_BYTES);
  return end === -1 ? entries : entries.slice(0, end + 1);
}
