import { useEffect } from 'react';
import { DefaultStylePanel, useEditor, useValue } from 'tldraw';
import { stylePanelSide } from './stylePanelSide.ts';

/** Styles show when there is something to style: a selection, or a tool that will make something. */
export function CanvasStylePanel(props: { isMobile?: boolean }) {
  const editor = useEditor();
  const isUseful = useValue(
    'styles are useful',
    () => {
      const tool = editor.getCurrentToolId();
      if (tool === 'hand' || tool === 'eraser' || tool === 'laser' || tool === 'zoom') return false;
      return tool !== 'select' || editor.getSelectedShapeIds().length > 0;
    },
    [editor],
  );
  useSideOfStyles();
  return isUseful || props.isMobile ? <DefaultStylePanel {...props} /> : null;
}

/** Tells the style sheet on which side the styles stand; while something is dragged they stay where they are. */
function useSideOfStyles(): void {
  const editor = useEditor();
  const side = useValue(
    'side of styles',
    () => {
      if (!editor.isInAny('select.idle', 'select.editing_shape')) return null;
      const bounds = editor.getSelectionScreenBounds();
      return stylePanelSide(bounds ?? null, editor.getViewportScreenBounds().w);
    },
    [editor],
  );
  useEffect(() => {
    if (side !== null) editor.getContainer().dataset['styles'] = side;
  }, [editor, side]);
}
