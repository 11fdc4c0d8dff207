import { packSegment, unsigned, type Sealed } from '@weft/history/sealing';
import { WeftError, type BoardId } from '@weft/protocol';
import type { HistoryAuthors, HistoryPieceList } from '../ports.ts';
import type { LogReader } from './LogReader.ts';
import { fastZstdCodec, zstdCodec } from './zstdCodec.ts';

export interface TailQuery {
  readonly after: number;
  readonly limit: number;
  readonly maxBytes: number;
  /** The board must still be of this one; undefined where that does not matter. */
  readonly generation: string | undefined;
}

/** Of a board's log what is handed out as it lies, in pieces that name nobody, and who did what apart from that. */
export class PieceReader {
  readonly #reader: LogReader;

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  /** Segments and tracks that end, and keyframes that stand, after `after`. Of segments those that may be handed out. */
  list(boardId: BoardId, after: number): HistoryPieceList {
    return this.#reader.atOneMoment(() => {
      const { db } = this.#reader;
      const board = this.#reader.numberOf(boardId);
      const segments = db
        .prepare(`SELECT first AS seq, last, first_at AS "from", last_at AS "to", hash, length(bytes) AS bytes
                  FROM segments WHERE board = ? AND last > ? AND signatures_hash <> '' ORDER BY last`)
        .all(board, after);
      const keyframes = db
        .prepare(`SELECT seq, last_at AS at, until, keyframes.hash, length(keyframes.bytes) AS bytes
                  FROM keyframes JOIN segments ON segments.board = keyframes.board AND last = seq
                  WHERE keyframes.board = ? AND seq > ? ORDER BY seq`)
        .all(board, after);
      const tracks = db
        .prepare(`SELECT seq, until, hash, length(bytes) AS bytes FROM tracks
                  WHERE board = ? AND until > ? AND length(bytes) > 0 ORDER BY seq`)
        .all(board, after);
      return {
        segments: segments as unknown as HistoryPieceList['segments'],
        keyframes: keyframes as unknown as HistoryPieceList['keyframes'],
        tracks: tracks as unknown as HistoryPieceList['tracks'],
        end: this.#reader.endOf(board),
        generation: this.#reader.generationOf(boardId),
      };
    });
  }

  /** @returns null when there is no such piece. @throws WeftError `history_damaged`: nothing damaged is handed out. */
  segment(boardId: BoardId, seq: number): Sealed | null {
    return this.#piece(
      boardId,
      `SELECT hash, bytes FROM segments WHERE board = ? AND first = ? AND signatures_hash <> ''`,
      seq,
    );
  }

  /** The same for a keyframe. */
  keyframe(boardId: BoardId, seq: number): Sealed | null {
    return this.#piece(boardId, 'SELECT hash, bytes FROM keyframes WHERE board = ? AND seq = ?', seq);
  }

  /** The same for a track. */
  track(boardId: BoardId, seq: number): Sealed | null {
    return this.#piece(
      boardId,
      'SELECT hash, bytes FROM tracks WHERE board = ? AND seq = ? AND length(bytes) > 0',
      seq,
    );
  }

  /** Entries after `after`, sealed or not, packed as a segment is; null when there are none. @throws `history_rewritten` */
  tail(boardId: BoardId, { after, limit, maxBytes, generation }: TailQuery): Uint8Array | null {
    return this.#reader.atOneMoment(() => {
      if (generation !== undefined && generation !== this.#reader.generationOf(boardId)) {
        throw new WeftError('history_rewritten');
      }
      const entries = this.#reader.entries(boardId, this.#reader.numberOf(boardId), after, limit);
      let bytes = 0;
      const end = entries.findIndex(({ payload }) => (bytes += payload.byteLength) >= maxBytes);
      const taken = end === -1 ? entries : entries.slice(0, end + 1);
      return taken.length === 0 ? null : packSegment(unsigned(taken), fastZstdCodec).bytes;
    });
  }

  /** Who did each entry after `after`, and when: for the policy to decide who is told of it. */
  authors(boardId: BoardId, after: number, limit: number): HistoryAuthors {
    const people: HistoryAuthors['people'][number][] = [];
    const numbers = new Map<string | null, number>();
    const entries = this.#reader.read(boardId, after, limit).map(({ at, kind, personId }) => {
      const number = numbers.get(personId) ?? people.push(personId) - 1;
      numbers.set(personId, number);
      return { at, kind, person: number };
    });
    return { people, entries };
  }

  #piece(boardId: BoardId, sql: string, seq: number): Sealed | null {
    const { db } = this.#reader;
    const row = db.prepare(sql).get(this.#reader.numberOf(boardId), seq);
    if (row === undefined) return null;
    const piece = { hash: row['hash'] as string, bytes: row['bytes'] as Uint8Array };
    if (zstdCodec.sha256(piece.bytes) === piece.hash) return piece;
    throw new WeftError('history_damaged', `piece ${seq} of board ${boardId} does not match its SHA-256`);
  }
}
