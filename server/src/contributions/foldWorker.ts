import {
  WeftError,
  type BoardId,
  type ItemId,
  type LogEntry,
  type Person,
  type PersonId,
  type Writers,
} from '@weft/protocol';
import { serveWorker } from '../workers/serveWorker.ts';
import { FoldCache } from './FoldCache.ts';
import { tellContributions, tellLineage, tellPart, type PartQuestion } from './tellContributions.ts';

const folds = new FoldCache({ maxBoards: 64, maxBytes: 64 * 1024 * 1024 });

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

serveWorker({
  open: (boardId: BoardId) => folds.open(boardId),
  append: ({ boardId, entries }: { boardId: BoardId; entries: readonly LogEntry[] }) => folds.append(boardId, entries),
  contributions: (arg: { boardId: BoardId; callerId: PersonId; people: readonly Person[] }) =>
    json(tellContributions(folds.result(arg.boardId), arg.callerId, arg.people)),
  lineage: ({ boardId, people }: { boardId: BoardId; people: readonly Person[] }) =>
    json(tellLineage(folds.result(boardId), people)),
  writers: ({ boardId, itemId }: { boardId: BoardId; itemId: ItemId }) => json(writersOf(boardId, itemId)),
  part: (question: PartQuestion) => json(tellPart(folds.result(question.board.id), question)),
  release: (boardId: BoardId) => folds.release(boardId),
});

function writersOf(boardId: BoardId, itemId: ItemId): Writers {
  const { seq, paragraphs } = folds.writers(boardId, itemId);
  if (paragraphs === null) throw new WeftError('item_not_found');
  return { seq, paragraphs: paragraphs.map((runs) => [...runs]) };
}
