import { SOMEONE, type ItemId } from '@weft/protocol';
import { useContext, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useEditor, useQuickReactor, useValue } from 'tldraw';
import type { Editor } from 'tldraw';
import { Face } from '../design/Face.tsx';
import { paintEdges } from './paintEdges.ts';
import { WhoseContext, type Whose } from './Whose.ts';

/** Each item's people along its lower edge, and their names at the item that is pointed at or selected. */
export function WhoseOverlay() {
  const whose = useContext(WhoseContext);
  return whose === null ? null : <Edges whose={whose} />;
}

function Edges({ whose }: { whose: Whose }) {
  const editor = useEditor();
  const canvas = useRef<HTMLCanvasElement>(null);
  // In the canvas itself, above its items: all that others point at and select, and their cursors, lie over the edges.
  const ground = editor.getContainer().querySelector('.tl-canvas');
  // With the camera and not a frame after it, when an item in view or the theme has changed as well.
  useQuickReactor(
    'paint whose is what',
    () => {
      editor.getColorMode();
      if (canvas.current) paintEdges(editor, canvas.current, whose);
    },
    // A board that has just opened has no ground yet; on the ground the edges are drawn in another element.
    [editor, whose, ground],
  );
  const edges = <canvas ref={canvas} className="weft-whose" aria-hidden="true" data-testid="whose-is-what" />;
  return (
    <>
      {ground === null ? edges : createPortal(edges, ground)}
      <PeopleOfItem whose={whose} />
    </>
  );
}

function PeopleOfItem({ whose }: { whose: Whose }) {
  const editor = useEditor();
  const place = useValue('item that is pointed at', () => placeOfPointedAt(editor), [editor]);
  const shares = place === null ? undefined : whose.get(place.id);
  if (place === null || shares === undefined) return null;
  return (
    <div className="weft-whose-people" style={{ translate: place.translate }}>
      {shares.map(({ person }, index) => (
        <span key={person.id === SOMEONE ? index : person.id}>
          <Face person={person} size={22} decorative />
          {person.name}
        </span>
      ))}
    </div>
  );
}

const GAP = 8;

/** Names stand under what is pointed at; above what is selected, as below it is what one does with it. */
function placeOfPointedAt(editor: Editor): { readonly id: ItemId; readonly translate: string } | null {
  const selected = editor.getOnlySelectedShapeId();
  const id = editor.getHoveredShapeId() ?? selected;
  const bounds = id && editor.isIn('select.idle') ? editor.getShapePageBounds(id) : null;
  if (!bounds) return null;
  const isSelected = id === selected;
  const { x, y } = editor.pageToViewport({ x: bounds.x, y: isSelected ? bounds.y : bounds.maxY });
  const down = isSelected ? `calc(${y - GAP}px - 100%)` : `${y + GAP}px`;
  // An item's id is tldraw's shape id.
  return { id: id as string as ItemId, translate: `${x}px ${down}` };
}
