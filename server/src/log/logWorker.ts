import { workerData } from 'node:worker_threads';
import type { BoardId } from '@weft/protocol';
import { inFile } from '../workers/inFile.ts';
import { serveWorker } from '../workers/serveWorker.ts';
import { LogStore } from './logStore.ts';
import type { AppendBatch } from './UpdateLog.ts';

const store = inFile((workerData as { file: string }).file, (file) => new LogStore(file));

serveWorker({
  create: ({ boardId, generation }: { boardId: BoardId; generation: string }) => store.create(boardId, generation),
  open: (boardId: BoardId) => store.open(boardId),
  append: (batch: AppendBatch) => store.append(batch),
  read: ({ boardId, after, limit }: { boardId: BoardId; after: number; limit: number }) =>
    store.read(boardId, after, limit),
  seqAt: ({ boardId, t }: { boardId: BoardId; t: number }) => store.seqAt(boardId, t),
  ping: () => store.ping(),
  close: () => store.close(),
});
