import {
  DefaultContextMenu,
  DefaultContextMenuContent,
  TldrawUiMenuActionItem,
  TldrawUiMenuGroup,
  useEditor,
  useValue,
} from 'tldraw';
import type { TLUiContextMenuProps } from 'tldraw';

/** tldraw's menu, and above it what Weft can do with what is selected. */
export function CanvasContextMenu(props: TLUiContextMenuProps) {
  const editor = useEditor();
  const canCopy = useValue(
    'can copy beside',
    () => !editor.getIsReadonly() && editor.getSelectedShapeIds().length > 0,
    [editor],
  );
  return (
    <DefaultContextMenu {...props}>
      {canCopy && (
        <TldrawUiMenuGroup id="try">
          <TldrawUiMenuActionItem actionId="copy-beside" />
        </TldrawUiMenuGroup>
      )}
      <DefaultContextMenuContent />
    </DefaultContextMenu>
  );
}
