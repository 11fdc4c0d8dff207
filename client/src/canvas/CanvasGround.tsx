import { useEditor, useValue } from 'tldraw';
import { dotGround } from './dotGround.ts';

/** Paper with a grid of dots that goes along with the camera. It is only drawn: nothing snaps to it. */
export function CanvasGround() {
  const editor = useEditor();
  const style = useValue('dot ground', () => dotGround(editor.getCamera()), [editor]);
  return <div className="tl-background weft-ground" style={style} />;
}
