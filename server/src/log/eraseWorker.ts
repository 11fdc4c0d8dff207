import { workerData } from 'node:worker_threads';
import type { BoardId, ErasedPart } from '@weft/protocol';
import { serveWorker } from '../workers/serveWorker.ts';
import { LogEraser } from './erasing/LogEraser.ts';
import { LogReader } from './LogReader.ts';

const eraser = new LogEraser(new LogReader((workerData as { file: string }).file));

serveWorker({
  plan: ({ boardId, what }: { boardId: BoardId; what: ErasedPart }) => eraser.plan(boardId, what),
  images: (boardId: BoardId) => eraser.images(boardId),
  erase: ({ boardId, what }: { boardId: BoardId; what: ErasedPart }) => eraser.erase(boardId, what),
});
