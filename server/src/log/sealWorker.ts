import { workerData } from 'node:worker_threads';
import { serveWorker } from '../workers/serveWorker.ts';
import { LogReader } from './LogReader.ts';
import { Sealer } from './Sealer.ts';
import type { SealingPolicy } from './sealingPolicy.ts';

const { file, policy } = workerData as { file: string; policy: SealingPolicy };
const sealer = new Sealer(new LogReader(file), policy);

serveWorker({ next: (now: number) => sealer.next(now) });
