import { workerData } from 'node:worker_threads';
import type { BoardId } from '@weft/protocol';
import { serveWorker } from '../workers/serveWorker.ts';
import { LogReader } from './LogReader.ts';
import { logSizesOf } from './logSizes.ts';
import { PieceReader, type TailQuery } from './PieceReader.ts';

const reader = new LogReader((workerData as { file: string }).file);
const pieces = new PieceReader(reader);

serveWorker({
  open: (boardId: BoardId) => reader.open(boardId),
  read: ({ boardId, after, limit }: { boardId: BoardId; after: number; limit: number }) =>
    reader.read(boardId, after, limit),
  seqAt: ({ boardId, t }: { boardId: BoardId; t: number }) => reader.seqAt(boardId, t),
  keyframe: ({ boardId, upTo }: { boardId: BoardId; upTo: number }) => reader.keyframe(boardId, upTo),
  events: ({ boardId, upTo }: { boardId: BoardId; upTo: number }) => reader.events(boardId, upTo),
  pieces: ({ boardId, after }: { boardId: BoardId; after: number }) => pieces.list(boardId, after),
  segment: ({ boardId, seq }: { boardId: BoardId; seq: number }) => pieces.segment(boardId, seq),
  keyframePiece: ({ boardId, seq }: { boardId: BoardId; seq: number }) => pieces.keyframe(boardId, seq),
  track: ({ boardId, seq }: { boardId: BoardId; seq: number }) => pieces.track(boardId, seq),
  tail: ({ boardId, ...query }: { boardId: BoardId } & TailQuery) => pieces.tail(boardId, query),
  authors: ({ boardId, after, limit }: { boardId: BoardId; after: number; limit: number }) =>
    pieces.authors(boardId, after, limit),
  sizes: () => logSizesOf(reader.db),
});
