import {
  DefaultContextMenu,
  DefaultContextMenuContent,
  TldrawUiMenuActionItem,
  TldrawUiMenuGroup,
  useEditor,
  useValue,
} from 'tldraw';
import type { TLUiContextMenuProps } from 'tldraw';
import { MOST_IN_ADDRESS } from '../replay/replaySearch.ts';

/** tldraw's menu, and above it what Weft can do with what is selected. */
export function CanvasContextMenu(props: TLUiContextMenuProps) {
  const editor = useEditor();
  const canCopy = useValue(
    'can copy beside',
    () => !editor.getIsReadonly() && editor.getSelectedShapeIds().length > 0,
    [editor],
  );
  const canReplay = useValue('can replay the selection', () => fitsAddress(editor.getSelectedShapeIds()), [editor]);
  return (
    <DefaultContextMenu {...props}>
      {canReplay && (
        <TldrawUiMenuGroup id="replay">
          <TldrawUiMenuActionItem actionId="replay-selection" />
        </TldrawUiMenuGroup>
      )}
      {canCopy && (
        <TldrawUiMenuGroup id="try">
          <TldrawUiMenuActionItem actionId="copy-beside" />
        </TldrawUiMenuGroup>
      )}
      <DefaultContextMenuContent />
    </DefaultContextMenu>
  );
}

const fitsAddress = ({ length }: readonly unknown[]): boolean => length > 0 && length <= MOST_IN_ADDRESS;
