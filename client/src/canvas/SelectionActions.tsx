import { textOfRecord } from '@weft/board-model';
import type { ItemId } from '@weft/protocol';
import { useContext, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useEditor, useValue } from 'tldraw';
import type { Editor, TLShape } from 'tldraw';
import { t } from '../messages/t.ts';
import { ArrowWhys } from './ArrowWhys.tsx';
import { BUILD_ON_KEYS, canBeBuiltOn } from './buildOn.ts';
import { itemPanelSide } from './itemPanelSide.ts';
import { ItemsContext } from './ItemsContext.ts';
import { placeUnder } from './placeUnder.ts';

/** What one does next with what is selected, under it: build on items, say why an arrow is there. */
export function SelectionActions() {
  const editor = useEditor();
  const shown = useValue('actions for the selection', () => actionsFor(editor), [editor]);
  const items = useContext(ItemsContext);
  if (shown === null) return null;
  if (shown.kind === 'why') {
    return (
      <UnderSelection key="why">
        <ArrowWhys arrowId={shown.arrowId} said={shown.said} />
      </UnderSelection>
    );
  }
  return (
    <UnderSelection key="build on">
      <button
        type="button"
        className="weft-build-on"
        title={t('canvas.buildOnKey', { key: BUILD_ON_KEYS })}
        aria-keyshortcuts="Shift+B"
        onClick={() => items()?.buildOn(shown.sources, true)}
      >
        <span aria-hidden="true">+</span> {t('canvas.buildOn')}
      </button>
    </UnderSelection>
  );
}

type Shown =
  | { readonly kind: 'build on'; readonly sources: readonly ItemId[] }
  | { readonly kind: 'why'; readonly arrowId: ItemId; readonly said: string };

/** Nothing while something is dragged or written, nor for a viewer. */
function actionsFor(editor: Editor): Shown | null {
  if (!editor.isIn('select.idle') || editor.getIsReadonly()) return null;
  const selected = editor.getSelectedShapes();
  const [only] = selected;
  if (only && selected.length === 1 && only.type === 'arrow') {
    if (editor.isShapeOrAncestorLocked(only)) return null;
    return { kind: 'why', arrowId: idOf(only), said: textOfRecord(only) };
  }
  const sources = selected.filter(canBeBuiltOn).map(idOf);
  return sources.length === 0 ? null : { kind: 'build on', sources };
}

// An item's id is tldraw's shape id.
const idOf = ({ id }: TLShape): ItemId => id as string as ItemId;

/** Goes along with the selection, and stays on the screen. */
function UnderSelection({ children }: { children: ReactNode }) {
  const editor = useEditor();
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ w: 0, h: 0 });
  useLayoutEffect(() => {
    const { offsetWidth: w = 0, offsetHeight: h = 0 } = element.current ?? {};
    setSize((known) => (known.w === w && known.h === h ? known : { w, h }));
  }, [children]);
  const place = useValue(
    'place under the selection',
    () => {
      const bounds = editor.getSelectionPageBounds();
      if (!bounds) return null;
      const { x, y } = editor.pageToViewport(bounds.point);
      const zoom = editor.getZoomLevel();
      const selection = { x, y, w: bounds.w * zoom, h: bounds.h * zoom };
      const screen = editor.getViewportScreenBounds();
      const isOne = editor.getSelectedShapeIds().length === 1;
      return placeUnder({ selection, screen, size, panel: isOne ? itemPanelSide(selection, screen.w) : null });
    },
    [editor, size],
  );
  return (
    <div
      ref={element}
      className="weft-under-selection"
      style={place ? { translate: `calc(${place.x}px - 50%) ${place.y}px` } : { visibility: 'hidden' }}
    >
      {children}
    </div>
  );
}
