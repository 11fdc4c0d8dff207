import { SCHEMA } from '@weft/board-model';
import type { BoardId } from '@weft/protocol';
import type { TLRecord } from '@tldraw/tlschema';
import { atom, createTLStore } from 'tldraw';
import type { TLStore } from 'tldraw';
import { boardAssetStore } from './canvasAssets.ts';
import { WEFT_THEME } from './canvasTheme.ts';
import { mergeAsShown } from './mergeAsShown.ts';
import type { PastBoard, PastMove } from './PastBoard.ts';

/** A store that holds what a board holds at the moment that is shown, and goes along with it. */
export function showPastBoard(
  boardId: BoardId,
  board: PastBoard,
): { readonly store: TLStore; readonly stop: () => void } {
  const store = createTLStore({
    schema: SCHEMA,
    assets: boardAssetStore(boardId),
    users: { currentUser: atom('nobody', null) },
    themes: { default: WEFT_THEME },
  });
  take(store, { put: [...board.records.values()], removed: [] });
  return { store, stop: board.onMove((move) => take(store, move)) };
}

function take(store: TLStore, { put, removed }: PastMove): void {
  const gone = (removed as readonly TLRecord['id'][]).filter((id) => store.has(id));
  if (put.length === 0 && gone.length === 0) return;
  mergeAsShown(store, () => {
    // First what comes: where a page takes another's place, there is never none.
    store.put([...put]);
    store.remove(gone);
  });
}
