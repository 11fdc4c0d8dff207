import { WeftError, type Board, type BoardId, type ConnectionId, type LogEntry, type Person } from '@weft/protocol';
import { encodeEventPayload } from '../log/eventPayload.ts';
import type {
  BoardCopies,
  BoardCopy,
  BoardFounding,
  BoardImages,
  BoardMaking,
  FoundingPart,
  LiveBoards,
} from '../ports.ts';

export interface ForksOptions {
  readonly boards: LiveBoards;
  readonly founding: BoardFounding;
  readonly making: BoardMaking;
  readonly images: BoardImages;
  readonly history: BoardCopies;
  readonly now: () => number;
}

/** Which board, and when. */
export interface ForkPlace {
  readonly boardId: BoardId;
  /** Null for now. */
  readonly at: number | null;
}

const SERVER = 'server' as ConnectionId;

/**
 * New boards that begin as another was at some time. What they begin with is nobody's there: whoever forks has made none
 * of it, and those who made it are not on the new board. Where it comes from is said in the new board's first entry.
 */
export class Forks {
  readonly #options: ForksOptions;

  constructor(options: ForksOptions) {
    this.#options = options;
  }

  /** @throws `time_outside_board`, `too_many_boards` */
  async fork({ boardId, at }: ForkPlace, title: string | undefined, maker: Person): Promise<Board> {
    const { making, founding, images, history } = this.#options;
    const place = await this.#placeOf(boardId, at);
    let assetIds: readonly string[] = [];
    const own = title ?? (await making.titleOf(boardId));
    const board = await making.create(own, maker, async (id) => {
      const copy = await history.copyAt(boardId, place.seq, id);
      ({ assetIds } = copy);
      const created = { type: 'created', title: own, from: { kind: 'board', boardId, ...place } } as const;
      await founding.found(id, this.#entriesOf(copy, maker, encodeEventPayload(created)));
    });
    try {
      await images.share(assetIds, boardId, board.id, maker.id);
    } catch (error) {
      await making.delete(board.id, maker);
      throw error;
    }
    return board;
  }

  async #placeOf(boardId: BoardId, at: number | null): Promise<{ seq: number; at: number }> {
    const { boards, now } = this.#options;
    const time = at ?? now();
    const seq = await boards.seqAt(boardId, at ?? Number.MAX_SAFE_INTEGER);
    if (seq === 0 || time > now()) throw new WeftError('time_outside_board');
    return { seq, at: time };
  }

  async *#entriesOf(
    { updates, clientIds }: BoardCopy,
    maker: Person,
    created: Uint8Array,
  ): AsyncGenerator<FoundingPart> {
    const at = this.#options.now();
    const event: LogEntry = { seq: 1, at, personId: maker.id, connectionId: SERVER, kind: 'event', payload: created };
    yield { entries: [event], clientIds };
    for (const [index, payload] of updates.entries()) {
      const what = { kind: 'update', intent: { kind: 'import' }, payload } as const;
      yield { entries: [{ seq: index + 2, at, personId: null, connectionId: SERVER, ...what }], clientIds: [] };
    }
  }
}
