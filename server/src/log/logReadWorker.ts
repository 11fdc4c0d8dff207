import { workerData } from 'node:worker_threads';
import type { BoardId } from '@weft/protocol';
import { serveWorker } from '../workers/serveWorker.ts';
import { LogReader } from './LogReader.ts';
import { logSizesOf } from './logSizes.ts';

const reader = new LogReader((workerData as { file: string }).file);

serveWorker({
  open: (boardId: BoardId) => reader.open(boardId),
  read: ({ boardId, after, limit }: { boardId: BoardId; after: number; limit: number }) =>
    reader.read(boardId, after, limit),
  seqAt: ({ boardId, t }: { boardId: BoardId; t: number }) => reader.seqAt(boardId, t),
  keyframe: ({ boardId, upTo }: { boardId: BoardId; upTo: number }) => reader.keyframe(boardId, upTo),
  events: ({ boardId, upTo }: { boardId: BoardId; upTo: number }) => reader.events(boardId, upTo),
  sizes: () => logSizesOf(reader.db),
});
