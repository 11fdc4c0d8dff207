import { workerData } from 'node:worker_threads';
import type { BoardId } from '@weft/protocol';
import { inFile } from '../workers/inFile.ts';
import { serveWorker } from '../workers/serveWorker.ts';
import type { ErasedLog } from './erasing/LogEraser.ts';
import { LogStore } from './LogStore.ts';
import type { DroppedPiece, KeyframePiece, PrunedPiece, SegmentPiece, TrackPiece } from './sealedPieces.ts';
import type { AppendBatch } from './UpdateLog.ts';

const store = inFile((workerData as { file: string }).file, (file) => new LogStore(file));

serveWorker({
  create: ({ boardId, generation }: { boardId: BoardId; generation: string }) => store.create(boardId, generation),
  append: (batch: AppendBatch) => store.append(batch),
  segment: (piece: SegmentPiece) => store.seal(piece),
  keyframe: (piece: KeyframePiece) => store.addKeyframe(piece),
  pruned: (piece: PrunedPiece) => store.pruneKeyframe(piece),
  track: (piece: TrackPiece) => store.addTrack(piece),
  dropped: (piece: DroppedPiece) => store.dropKeyframe(piece),
  erase: ({ erased, event }: { erased: ErasedLog; event: Parameters<LogStore['erase']>[1] }) =>
    store.erase(erased, event),
  ping: () => store.ping(),
  close: () => store.close(),
});
