import type { ItemId } from '@weft/protocol';
import type { TLUiOverrides } from 'tldraw';

/** Plays how these items came about, and dims the rest. */
export type ReplayOnly = (itemIds: readonly ItemId[]) => void;

export const replaySelectionAction =
  (replayOnly: ReplayOnly): NonNullable<TLUiOverrides['actions']> =>
  (editor, actions) => ({
    ...actions,
    'replay-selection': {
      id: 'replay-selection',
      label: 'action.replay-selection',
      readonlyOk: true,
      // An item's id is tldraw's shape id.
      onSelect: () => replayOnly(editor.getSelectedShapeIds().map((id) => id as string as ItemId)),
    },
  });
