// @vitest-environment jsdom
// oxlint-disable-next-line no-unassigned-import -- tldraw looks at the browser as it is loaded
import './fuzz/browserParts.testkit.ts';
import { b64Vecs } from '@tldraw/tlschema';
import { createShapeId, createTLStore, react, toRichText } from 'tldraw';
import type { Editor, TLShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headlessEditor } from './fuzz/headlessEditor.testkit.ts';
import { boundsFromRecords } from './pageBounds.ts';

const id = (name: string): TLShapeId => createShapeId(name);
const [NOTE, BOX, STROKE, FRAME, INSIDE] = ['note', 'box', 'stroke', 'frame', 'inside'].map(id) as [
  TLShapeId,
  TLShapeId,
  TLShapeId,
  TLShapeId,
  TLShapeId,
];
const PATH = b64Vecs.encodePoints([
  { x: 0, y: 0, z: 0.5 },
  { x: 60, y: 20, z: 0.5 },
  { x: 90, y: -30, z: 0.5 },
]);

let editor: Editor;

beforeEach(() => {
  editor = headlessEditor(createTLStore());
  editor.createShapes([
    { id: NOTE, type: 'note', x: 30, y: 40, props: { richText: toRichText('words'), scale: 1.5, growY: 60 } },
    { id: BOX, type: 'geo', x: 400, y: 0, rotation: 0.7, props: { geo: 'star', w: 120, h: 80 } },
    { id: STROKE, type: 'draw', x: -50, y: 300, props: { segments: [{ type: 'free', path: PATH }] } },
    { id: id('line'), type: 'line', x: 0, y: 700 },
    { id: id('arrow'), type: 'arrow', x: 10, y: 10, props: { end: { x: 100, y: 50 } } },
    { id: FRAME, type: 'frame', x: 600, y: 600, rotation: 0.2, props: { w: 100, h: 100 } },
    { id: INSIDE, type: 'note', x: 50, y: 50, parentId: FRAME },
  ]);
});

afterEach(() => editor.dispose());

function boundsIn(one: Editor) {
  const ids = [...one.getCurrentPageShapeIds()].toSorted();
  const parts = ids.map((shape) => [one.getShapePageBounds(shape), one.getShapeMaskedPageBounds(shape)] as const);
  return { page: one.getCurrentPageBounds()?.toJson(), parts: parts.map((pair) => pair.map((box) => box?.toJson())) };
}

/** What tldraw itself says of the same page. */
function asTldrawSays() {
  const plain = headlessEditor(editor.store);
  try {
    return boundsIn(plain);
  } finally {
    plain.dispose();
  }
}

describe('bounds that are found out from records', () => {
  it('are those that tldraw finds, of every kind of item', () => {
    const said = asTldrawSays();
    boundsFromRecords(editor);
    expect(boundsIn(editor)).toEqual(said);
  });

  it('follow what changes: a move, a size, an angle, a new parent', () => {
    boundsFromRecords(editor);
    boundsIn(editor);
    editor.updateShapes([
      { id: NOTE, type: 'note', x: 900, props: { growY: 0 } },
      { id: BOX, type: 'geo', rotation: 0, props: { w: 300 } },
      { id: STROKE, type: 'draw', props: { scaleX: 2 } },
    ]);
    editor.reparentShapes([INSIDE], editor.getCurrentPageId());
    editor.reparentShapes([BOX], FRAME);
    expect(boundsIn(editor)).toEqual(asTldrawSays());
  });

  it('tell whoever looks at them when they change, and are gone with the item', () => {
    boundsFromRecords(editor);
    const seen: (number | undefined)[] = [];
    const stop = react('look', () => void seen.push(editor.getShapePageBounds(NOTE)?.x));
    editor.updateShapes([{ id: NOTE, type: 'note', x: 70 }]);
    editor.deleteShapes([NOTE]);
    stop();
    expect(seen).toEqual([30, 70, undefined]);
  });
});
