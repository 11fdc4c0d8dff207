import { useLayoutEffect, useState } from 'react';
import { DefaultCanvas, useEditor } from 'tldraw';
import type { TLCanvasComponentProps } from 'tldraw';
import { LargePage } from './LargePage.ts';

/** tldraw's canvas, which from its first drawing on draws only what is seen of a large page. */
export function CanvasGate(props: TLCanvasComponentProps) {
  const editor = useEditor();
  const [isReady, setReady] = useState(false);
  useLayoutEffect(() => {
    const page = new LargePage(editor);
    // oxlint-disable-next-line react/set-state-in-effect -- before the browser paints, and before the canvas draws anything
    setReady(true);
    return () => page.destroy();
  }, [editor]);
  return isReady ? <DefaultCanvas {...props} /> : null;
}
