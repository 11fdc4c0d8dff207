import type { BoardId, LogEntry, Person, PersonId } from '@weft/protocol';
import { serveWorker } from '../workers/serveWorker.ts';
import { FoldCache } from './FoldCache.ts';
import { tellContributions, tellPart } from './tellContributions.ts';

const folds = new FoldCache({ maxBoards: 64, maxBytes: 64 * 1024 * 1024 });

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

serveWorker({
  open: (boardId: BoardId) => folds.open(boardId),
  append: ({ boardId, entries }: { boardId: BoardId; entries: readonly LogEntry[] }) => folds.append(boardId, entries),
  contributions: (arg: { boardId: BoardId; callerId: PersonId; people: readonly Person[] }) =>
    json(tellContributions(folds.result(arg.boardId), arg.callerId, arg.people)),
  part: ({ boardId, person }: { boardId: BoardId; person: Person }) => json(tellPart(folds.result(boardId), person)),
  release: (boardId: BoardId) => folds.release(boardId),
});
