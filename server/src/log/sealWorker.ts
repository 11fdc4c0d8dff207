import { workerData } from 'node:worker_threads';
import { serveWorker } from '../workers/serveWorker.ts';
import { boardsOf, checkBoard, type LoggedBoard } from './checkLog.ts';
import { LogReader } from './LogReader.ts';
import { Sealer } from './Sealer.ts';
import type { SealingPolicy } from './sealingPolicy.ts';

const { file, policy } = workerData as { file: string; policy: SealingPolicy };
const reader = new LogReader(file);
const sealer = new Sealer(reader, policy);

serveWorker({
  boards: () => boardsOf(reader),
  check: (board: LoggedBoard) => [...checkBoard(reader, board)],
  next: (now: number) => sealer.next(now),
});
