import { type CSSProperties, type ReactNode, useContext } from 'react';
import { useEditor, useValue } from 'tldraw';
import type { TLShapeId } from 'tldraw';
import { threadStyle } from '../design/Face.tsx';
import { GlowsContext, type Glow } from './Highlights.ts';

/** What has just changed, in the colour of whoever changed it, with the name; and the items that were tapped. */
export function GlowOverlay() {
  const glows = useContext(GlowsContext);
  const editor = useEditor();
  const tapped = useValue('what was tapped', () => editor.getSelectedShapeIds(), [editor]);
  return (
    <>
      {glows.map(({ itemId, person }, index) => (
        // An item's id is tldraw's shape id.
        <Around key={itemId} id={itemId as string as TLShapeId} className="weft-glow" style={threadStyle(person.color)}>
          {person.name !== '' && isLastOf(glows, index) && <span>{person.name}</span>}
        </Around>
      ))}
      {tapped.map((id) => (
        <Around key={id} id={id} className="weft-tapped" />
      ))}
    </>
  );
}

/** A person who does several things at once is named at the last of them. */
const isLastOf = (glows: readonly Glow[], index: number): boolean =>
  glows.findLastIndex(({ person }) => person.id === glows[index]?.person.id) === index;

/** Between an item and what is drawn around it, in px. */
const GAP = 8;

interface AroundProps {
  readonly id: TLShapeId;
  readonly className: string;
  readonly style?: CSSProperties;
  readonly children?: ReactNode;
}

/** A frame around an item, wherever it goes. */
function Around({ id, className, style, children }: AroundProps) {
  const editor = useEditor();
  const box = useValue(
    'frame around an item',
    () => {
      const bounds = editor.getShapePageBounds(id);
      if (bounds === undefined || editor.getAncestorPageId(id) !== editor.getCurrentPageId()) return null;
      const { x, y } = editor.pageToViewport(bounds.point);
      const zoom = editor.getZoomLevel();
      return { x: x - GAP, y: y - GAP, width: bounds.w * zoom + 2 * GAP, height: bounds.h * zoom + 2 * GAP };
    },
    [editor, id],
  );
  if (box === null) return null;
  const { x, y, width, height } = box;
  return (
    <div className={className} style={{ ...style, translate: `${x}px ${y}px`, width, height }}>
      {children}
    </div>
  );
}
