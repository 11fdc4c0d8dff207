import { textOfRecord } from '@weft/board-model';
import type { Editor, TLFrameShape, TLUiOverrides } from 'tldraw';
import { t } from '../messages/t.ts';
import { frameName } from './frameName.ts';
import { placeBeside, type Area } from './placeBeside.ts';

/**
 * What is selected once more beside itself, to try something with: a path of its own, whose items know what they are
 * copies of. A frame's copy asks "What if" in its name. What comes of it is brought back like anything else.
 */
function copyBeside(editor: Editor): void {
  const selected = editor.getSelectedShapeIds();
  const bounds = editor.getSelectionPageBounds();
  if (editor.getIsReadonly() || bounds === null || selected.length === 0) return;
  const mark = editor.markHistoryStoppingPoint('copy beside');
  const taken = editor.getCurrentPageShapes().flatMap((shape): Area[] => {
    const area = shape.type === 'arrow' ? undefined : editor.getShapePageBounds(shape);
    return area === undefined ? [] : [{ x: area.x, y: area.y, w: area.w, h: area.h }];
  });
  const place = placeBeside({ w: bounds.w, h: bounds.h }, bounds, taken, null);
  editor.duplicateShapes(selected, { x: place.x - bounds.x, y: place.y - bounds.y });
  // After the copies were told as such: by its name a copy is known.
  const frames = editor.getSelectedShapes().filter((shape): shape is TLFrameShape => shape.type === 'frame');
  for (const { id, type, props } of frames) {
    editor.updateShape({ id, type, props: { name: t('canvas.whatIf', { name: calledOf(editor, id, props.name) }) } });
  }
  editor.squashToMark(mark);
  editor.zoomToSelectionIfOffscreen(96, { animation: { duration: editor.options.animationMediumMs } });
}

/** A frame without a name is called by the first words that are read in it. */
function calledOf(editor: Editor, id: TLFrameShape['id'], name: string): string {
  const inside = editor.getSortedChildIdsForParent(id).flatMap((child) => {
    const [shape, bounds] = [editor.getShape(child), editor.getShapePageBounds(child)];
    return shape === undefined || bounds === undefined
      ? []
      : [{ x: bounds.x, y: bounds.y, words: textOfRecord(shape) }];
  });
  return frameName(name, inside) ?? t('canvas.whatIfUnnamed');
}

export const copyBesideAction: NonNullable<TLUiOverrides['actions']> = (editor, actions) => ({
  ...actions,
  'copy-beside': { id: 'copy-beside', label: 'action.copy-beside', onSelect: () => copyBeside(editor) },
});
