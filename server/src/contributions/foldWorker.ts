import { WeftError, type BoardId, type ItemId, type LogEntry, type PersonId, type Writers } from '@weft/protocol';
import { serveWorker } from '../workers/serveWorker.ts';
import { FoldCache, foldKeyOf, type FoldKey } from './FoldCache.ts';
import {
  countPart,
  knowsItems,
  peopleOfItem,
  tellContributions,
  tellLineage,
  tellPart,
  tellWriters,
  type Asking,
  type PartQuestion,
} from './tellContributions.ts';

const folds = new FoldCache({ maxBoards: 64, maxBytes: 64 * 1024 * 1024 });

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

serveWorker({
  open: (key: FoldKey) => folds.open(key),
  append: ({ key, entries }: { key: FoldKey; entries: readonly LogEntry[] }) => folds.append(key, entries),
  contributions: (asking: Asking) => json(tellContributions(folds.since(asking.boardId, asking.since), asking)),
  lineage: (asking: Asking) => json(tellLineage(folds.result(asking.boardId), asking)),
  writers: (asking: Asking & { itemId: ItemId }) => json(writersOf(asking.itemId, asking)),
  part: (question: PartQuestion) => json(tellPart(folds.result(foldKeyOf(question)), question)),
  counts: ({ boardId, personId }: { boardId: BoardId; personId: PersonId }) =>
    countPart(folds.result(boardId), personId),
  peopleOf: ({ boardId, itemId }: { boardId: BoardId; itemId: ItemId }) => peopleOfItem(folds.result(boardId), itemId),
  knows: ({ boardId, itemIds }: { boardId: BoardId; itemIds: readonly ItemId[] }) =>
    knowsItems(folds.result(boardId), itemIds),
  forget: (boardId: BoardId) => folds.forget(boardId),
  release: (key: FoldKey) => folds.release(key),
});

function writersOf(itemId: ItemId, asking: Asking): Writers {
  const paragraphs = folds.writers(asking.boardId, itemId);
  if (paragraphs === null) throw new WeftError('item_not_found');
  return tellWriters(folds.result(asking.boardId), itemId, paragraphs, asking);
}
