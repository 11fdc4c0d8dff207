import { DefaultStylePanel, useEditor, useValue } from 'tldraw';

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
  return isUseful || props.isMobile ? <DefaultStylePanel {...props} /> : null;
}
