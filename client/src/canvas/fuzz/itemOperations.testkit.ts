import { AssetRecordType, createShapeId, getIndexBetween, toRichText } from 'tldraw';
import type { Editor, TLShape, TLShapeId, TLShapePartial } from 'tldraw';
import type { FuzzPeer } from './FuzzPeer.testkit.ts';
import type { Choices } from './random.testkit.ts';

/** What one person does, once; finds by itself what to do it to, and does nothing where there is nothing. */
export type Operation = (peer: FuzzPeer, choices: Choices) => void;

const COLORS = ['black', 'blue', 'green', 'red', 'yellow', 'violet'] as const;
const GEOS = ['rectangle', 'ellipse', 'triangle', 'diamond', 'star'] as const;
const WORDS = ['', 'weft', 'warp and weft', 'ein Faden', '🧵🧶', 'two\nlines'];

/** Items of the page that is looked at, in the order of tldraw's own listing. */
export const itemsOn = (editor: Editor): TLShape[] => editor.getCurrentPageShapesSorted();

export function anyItem(editor: Editor, choices: Choices, test: (shape: TLShape) => boolean = () => true) {
  return choices.one(itemsOn(editor).filter(test));
}

const idsOf = (shapes: readonly TLShape[]): TLShapeId[] => shapes.map((shape) => shape.id);

/** As a person selects them: tldraw lets nobody hold an item together with the group or frame that holds it. */
export function someItems(
  editor: Editor,
  choices: Choices,
  most = 4,
  test: (shape: TLShape) => boolean = () => true,
): TLShapeId[] {
  const chosen = choices.some(itemsOn(editor).filter(test), most);
  return idsOf(chosen.filter((shape) => !chosen.some(({ id }) => editor.hasAncestor(shape, id))));
}

const pointIn = (choices: Choices) => ({ x: choices.between(-600, 600), y: choices.between(-600, 600) });

const MAKERS: Readonly<Record<string, (choices: Choices) => Partial<TLShapePartial>>> = {
  note: (choices) => ({ props: { richText: toRichText(choices.one(WORDS) ?? ''), color: 'yellow' } }),
  text: (choices) => ({ props: { richText: toRichText(choices.one(WORDS) ?? '') } }),
  geo: (choices) => ({ props: { geo: choices.one(GEOS) ?? 'rectangle', w: choices.between(20, 300), h: 90 } }),
  frame: (choices) => ({ props: { w: choices.between(100, 700), h: choices.between(100, 700) } }),
  line: () => ({}),
  arrow: (choices) => ({ props: { start: { x: 0, y: 0 }, end: pointIn(choices) } }),
};

export const itemOperations = {
  make({ editor }, choices) {
    if (!hasRoom(editor)) return;
    const type = choices.one(Object.keys(MAKERS)) ?? 'note';
    const id = createShapeId();
    // The record of a type of shape with that type's props.
    editor.createShape({ id, type, ...pointIn(choices), ...MAKERS[type]?.(choices) } as TLShapePartial);
    const parent = anyItem(editor, choices, (shape) => shape.type === 'frame' && shape.id !== id);
    if (parent && choices.chance(0.3)) editor.reparentShapes([id], parent.id);
  },

  makePicture({ editor }, choices) {
    if (!hasRoom(editor)) return;
    const known = choices.one(editor.getAssets());
    const asset = AssetRecordType.create({
      type: 'image',
      props: { name: 'a.png', src: null, w: 40, h: 30, mimeType: 'image/png', isAnimated: false },
    });
    if (!known || choices.chance(0.5)) editor.createAssets([asset]);
    const assetId = known && choices.chance(0.5) ? known.id : asset.id;
    editor.createShape({ id: createShapeId(), type: 'image', ...pointIn(choices), props: { w: 40, h: 30, assetId } });
  },

  changeAsset({ editor }, choices) {
    const asset = choices.one(editor.getAssets());
    if (!asset) return;
    if (choices.chance(0.3)) editor.deleteAssets([asset.id]);
    else if (asset.type === 'image') {
      editor.updateAssets([{ ...asset, props: { ...asset.props, name: choices.one(WORDS) ?? '' } }]);
    }
  },

  draw({ editor, binding }, choices) {
    const drawing = itemsOn(editor).find((shape) => shape.type === 'draw' && !shape.props.isComplete);
    if (drawing?.type !== 'draw' || choices.chance(0.3)) return startDrawing(editor, choices);
    for (let i = 0; i < 3; i++) {
      const segments = drawing.props.segments.map((segment) => ({ ...segment, path: pathOf(choices, 4 + 3 * i) }));
      editor.updateShape({ id: drawing.id, type: 'draw', props: { segments, isComplete: i === 2 } });
      if (choices.chance(0.5)) binding.writeNow();
    }
  },

  drag({ editor, binding }, choices) {
    const ids = someItems(editor, choices);
    for (let step = 0; step < 3; step++) {
      // What others did meanwhile may have taken some of it away.
      const left = ids.filter((id) => editor.getShape(id));
      editor.nudgeShapes(left, pointIn(choices));
      if (choices.chance(0.4)) binding.writeNow();
    }
  },

  place({ editor }, choices) {
    const shape = anyItem(editor, choices);
    if (shape) editor.updateShape({ id: shape.id, type: shape.type, ...pointIn(choices) });
  },

  resize({ editor }, choices) {
    const shape = anyItem(editor, choices);
    if (shape) editor.resizeShape(shape.id, { x: choices.between(0.3, 2), y: choices.between(-2, 2) || 1 });
  },

  rotate({ editor }, choices) {
    editor.rotateShapesBy(someItems(editor, choices), choices.between(-3, 3));
  },

  recolour({ editor }, choices) {
    const color = choices.one(COLORS) ?? 'black';
    const shapes = choices.some(itemsOn(editor), 4).filter((shape) => 'color' in shape.props);
    editor.updateShapes(
      shapes.map((shape) => ({ id: shape.id, type: shape.type, props: { color } }) as TLShapePartial),
    );
  },

  fade({ editor }, choices) {
    const shape = anyItem(editor, choices);
    if (shape) editor.updateShape({ id: shape.id, type: shape.type, opacity: choices.below(10) / 10 });
  },

  reshape({ editor }, choices) {
    const shape = anyItem(editor, choices, ({ type }) => type === 'geo');
    const geo = choices.one(GEOS) ?? 'star';
    if (shape) editor.updateShape({ id: shape.id, type: 'geo', props: { geo } });
  },

  describe({ editor }, choices) {
    const shape = anyItem(editor, choices);
    const meta = { [`m${choices.below(3)}`]: choices.below(5) };
    if (shape) editor.updateShape({ id: shape.id, type: shape.type, meta });
  },

  movePoint({ editor }, choices) {
    const shape = anyItem(editor, choices, ({ type }) => type === 'line');
    if (shape?.type !== 'line') return;
    const points = Object.values(shape.props.points);
    const point = choices.one(points);
    if (!point) return;
    const moved = { [point.id]: { ...point, ...pointIn(choices) } };
    editor.updateShape({ id: shape.id, type: 'line', props: { points: { ...shape.props.points, ...moved } } });
  },

  addPoint({ editor }, choices) {
    const shape = anyItem(editor, choices, ({ type }) => type === 'line');
    if (shape?.type !== 'line') return;
    const [first, second] = Object.values(shape.props.points).toSorted((a, b) => (a.index < b.index ? -1 : 1));
    if (!first || !second) return;
    const index = getIndexBetween(first.index, second.index);
    const point = { id: `${index}${choices.below(1000)}`, index, ...pointIn(choices) };
    editor.updateShape({ id: shape.id, type: 'line', props: { points: { ...shape.props.points, [point.id]: point } } });
  },

  lock(peer, choices) {
    peer.toggleLocks(someItems(peer.editor, choices, 2));
  },

  remove({ editor }, choices) {
    editor.deleteShapes(someItems(editor, choices, 3));
  },

  duplicate({ editor }, choices) {
    if (hasRoom(editor)) editor.duplicateShapes(someItems(editor, choices), pointIn(choices));
  },

  paste({ editor }, choices) {
    const content = editor.getContentFromCurrentPage(someItems(editor, choices));
    if (content && hasRoom(editor)) {
      editor.putContentOntoCurrentPage(content, { point: pointIn(choices), select: choices.chance(0.5) });
    }
  },

  arrange({ editor }, choices) {
    const ids = someItems(editor, choices, 5);
    const how = choices.below(5);
    if (how === 0) editor.alignShapes(ids, 'left');
    else if (how === 1) editor.distributeShapes(ids, 'horizontal');
    else if (how === 2) editor.stackShapes(ids, 'vertical', 10);
    else if (how === 3) editor.flipShapes(ids, 'horizontal');
    else editor.packShapes(ids, 16);
  },
} satisfies Record<string, Operation>;

/** On a small board people get in each other's way, and a run tests more than patience. */
const MOST_ITEMS = 24;

export const hasRoom = (editor: Editor): boolean => editor.getCurrentPageShapeIds().size < MOST_ITEMS;

function startDrawing(editor: Editor, choices: Choices): void {
  const segments = [{ type: 'free' as const, path: pathOf(choices, 3) }];
  editor.createShape({ id: createShapeId(), type: 'draw', ...pointIn(choices), props: { segments } });
}

function pathOf(choices: Choices, points: number): string {
  const floats = new DataView(new ArrayBuffer(12 + 6 * (points - 1)));
  // The first point in 32-bit floats, steps of 16 bits each after it.
  floats.setFloat32(0, choices.between(0, 10), true);
  for (let at = 12; at < floats.byteLength; at += 2) floats.setUint16(at, 0x3c00 + choices.below(200), true);
  return btoa(String.fromCharCode(...new Uint8Array(floats.buffer)));
}
