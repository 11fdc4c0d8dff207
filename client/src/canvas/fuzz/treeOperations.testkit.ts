import { createBindingId, createShapeId, PageRecordType } from 'tldraw';
import type { Editor, TLArrowShape, TLShape, TLShapeId } from 'tldraw';
import { anyItem, hasRoom, itemsOn, someItems } from './itemOperations.testkit.ts';
import type { Operation } from './itemOperations.testkit.ts';
import type { Choices } from './random.testkit.ts';

const isArrow = (shape: TLShape): shape is TLArrowShape => shape.type === 'arrow';
const isTarget = (shape: TLShape): boolean => shape.type !== 'arrow' && shape.type !== 'line';
const TERMINALS = ['start', 'end'] as const;

/** What changes how items hang together: arrows, groups, frames, pages, order. */
export const treeOperations = {
  makeArrow({ editor }, choices) {
    if (!hasRoom(editor)) return;
    const id = createShapeId();
    const targets = choices.some(itemsOn(editor).filter(isTarget), 2);
    editor.createShape({ id, type: 'arrow', x: choices.between(-300, 300), y: 0, props: { end: { x: 90, y: 40 } } });
    TERMINALS.forEach((terminal, i) => {
      const target = targets[i] ?? (choices.chance(0.3) ? targets[0] : undefined);
      if (target) bind(editor, id, target.id, terminal, choices);
    });
  },

  rebind({ editor }, choices) {
    const arrow = anyItem(editor, choices, isArrow);
    const target = anyItem(editor, choices, isTarget);
    if (arrow && target) bind(editor, arrow.id, target.id, choices.one(TERMINALS) ?? 'end', choices);
  },

  unbind({ editor }, choices) {
    const arrow = anyItem(editor, choices, isArrow);
    const binding = arrow && choices.one(editor.getBindingsFromShape(arrow, 'arrow'));
    if (binding) editor.deleteBindings([binding], { isolateShapes: choices.chance(0.5) });
  },

  bend({ editor }, choices) {
    const arrow = anyItem(editor, choices, isArrow);
    if (arrow) editor.updateShape({ id: arrow.id, type: 'arrow', props: { bend: choices.between(-80, 80) } });
  },

  group({ editor }, choices) {
    // Of nothing but locked items tldraw cannot make a group.
    const ids = someItems(editor, choices, 4, (shape) => !editor.isShapeOrAncestorLocked(shape));
    if (ids.length > 1) editor.groupShapes(ids, { select: choices.chance(0.5) });
  },

  ungroup({ editor }, choices) {
    const group = anyItem(editor, choices, ({ type }) => type === 'group');
    if (group) editor.ungroupShapes([group.id]);
  },

  reparent({ editor }, choices) {
    const ids = someItems(editor, choices, 3);
    const holder = anyItem(
      editor,
      choices,
      ({ type, id }) => (type === 'frame' || type === 'group') && !ids.includes(id),
    );
    const isInside = holder && ids.some((id) => editor.hasAncestor(holder, id));
    if (isInside) return;
    editor.reparentShapes(ids, holder && choices.chance(0.8) ? holder.id : editor.getCurrentPageId());
  },

  reorder({ editor }, choices) {
    const ids = someItems(editor, choices, 3);
    const how = choices.below(4);
    if (how === 0) editor.bringToFront(ids);
    else if (how === 1) editor.sendToBack(ids);
    else if (how === 2) editor.bringForward(ids, { considerAllShapes: choices.chance(0.5) });
    else editor.sendBackward(ids, { considerAllShapes: choices.chance(0.5) });
  },

  select({ editor }, choices) {
    editor.select(...someItems(editor, choices, 3));
  },

  makePage({ editor }, choices) {
    if (editor.getPages().length > 3) return;
    const id = PageRecordType.createId();
    if (choices.chance(0.3)) editor.duplicatePage(editor.getCurrentPageId(), id);
    else editor.createPage({ id, name: 'Another page' });
    if (choices.chance(0.3) && editor.getPage(id)) editor.setCurrentPage(id);
  },

  removePage({ editor }, choices) {
    const page = choices.one(editor.getPages());
    if (page && choices.chance(0.6)) editor.deletePage(page.id);
  },

  renamePage({ editor }, choices) {
    const page = choices.one(editor.getPages());
    if (page) editor.renamePage(page.id, `Page ${choices.below(9)}`);
  },

  turnPage({ editor }, choices) {
    const page = choices.one(editor.getPages());
    if (page) editor.setCurrentPage(page.id);
  },

  moveToPage({ editor }, choices) {
    const page = choices.one(editor.getPages());
    if (page) editor.moveShapesToPage(someItems(editor, choices, 3), page.id);
  },
} satisfies Record<string, Operation>;

/** As tldraw's arrow tool does: an end that is bound already is bound elsewhere. */
function bind(editor: Editor, arrow: TLShapeId, target: TLShapeId, terminal: 'start' | 'end', choices: Choices): void {
  const props = {
    terminal,
    normalizedAnchor: { x: choices.number(), y: choices.number() },
    isExact: choices.chance(0.5),
    isPrecise: choices.chance(0.5),
    snap: 'none' as const,
  };
  const held = editor.getBindingsFromShape(arrow, 'arrow').find((one) => one.props.terminal === terminal);
  if (held) editor.updateBinding({ ...held, toId: target, props });
  else editor.createBinding({ id: createBindingId(), type: 'arrow', fromId: arrow, toId: target, props });
}
