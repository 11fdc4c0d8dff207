// @vitest-environment jsdom
// oxlint-disable-next-line no-unassigned-import -- tldraw looks at the browser as it is loaded
import './fuzz/browserParts.testkit.ts';
import { createShapeId, createTLStore, react, toRichText } from 'tldraw';
import type { Editor, TLShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { headlessEditor } from './fuzz/headlessEditor.testkit.ts';
import { LargePage } from './LargePage.ts';

const COUNT = 600;
const idOf = (number: number): TLShapeId => createShapeId(`n${number}`);
const FIRST = idOf(0);

let editor: Editor;
let page: LargePage;
let frames: FrameRequestCallback[];

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => {});
  editor = headlessEditor(createTLStore());
});

afterEach(() => {
  page.destroy();
  editor.dispose();
  vi.unstubAllGlobals();
});

/** Notes in rows of thirty, of which the editor's window shows all at a tenth of their size. */
function openPage(count: number): void {
  editor.createShapes(
    Array.from({ length: count }, (_, i) => ({
      id: idOf(i),
      type: 'note' as const,
      x: (i % 30) * 220,
      y: Math.floor(i / 30) * 220,
      props: { richText: toRichText(`note ${i}`) },
    })),
  );
  editor.setCamera({ x: 0, y: 0, z: 0.1 }, { immediate: true });
  page = new LargePage(editor);
}

function drawFrame(): void {
  for (const frame of frames.splice(0)) frame(0);
}

/** More frames than anything here takes; tldraw's own clock asks for another one in each. */
function drawAll(): void {
  for (let count = 0; count < 40; count++) drawFrame();
}

const drawnIds = (): TLShapeId[] => editor.getRenderingShapes().map(({ id }) => id);

/** Somebody else changes notes. */
function change(...numbers: number[]) {
  return (changes: object): void =>
    editor.store.mergeRemoteChanges(() => {
      for (const number of numbers) editor.store.update(idOf(number), (shape) => ({ ...shape, ...changes }));
    });
}

describe('a large page', () => {
  it('is drawn a portion a frame until everything seen is drawn', () => {
    openPage(COUNT);
    expect(drawnIds()).toHaveLength(100);
    drawFrame();
    expect(drawnIds()).toHaveLength(200);
    drawAll();
    expect(drawnIds()).toHaveLength(COUNT);
  });

  it('is drawn as tldraw draws it where it is small', () => {
    openPage(40);
    expect(drawnIds()).toHaveLength(40);
    expect(LargePage.showsText(editor, FIRST)).toBe(true);
  });

  it('draws no text before somebody is near enough to read it, and then a few a frame', () => {
    openPage(COUNT);
    drawAll();
    const written = (): number => drawnIds().filter((id) => LargePage.showsText(editor, id)).length;
    expect(written()).toBe(0);
    editor.setCamera({ x: 0, y: 0, z: 0.25 }, { immediate: true });
    expect(written()).toBe(20);
    drawFrame();
    expect(written()).toBe(40);
    drawAll();
    expect(written()).toBe(drawnIds().filter((id) => !editor.getCulledShapes().has(id)).length);
  });

  it('draws at once the text that somebody writes in', () => {
    openPage(COUNT);
    expect(LargePage.showsText(editor, FIRST)).toBe(false);
    editor.setEditingShape(FIRST);
    expect(LargePage.showsText(editor, FIRST)).toBe(true);
  });

  it('draws nothing anew for a note that only moved, and shows the others where it stands', () => {
    openPage(COUNT);
    drawAll();
    const before = editor.getRenderingShapes();
    change(3)({ x: 1_000 });
    expect(editor.getRenderingShapes()).toBe(before);
    expect(editor.getCurrentPageShapesSorted()[3]).toBe(editor.getShape(idOf(3)));
  });

  it('draws anew only the note whose look changed', () => {
    openPage(COUNT);
    drawAll();
    const before = editor.getRenderingShapes();
    change(3)({ isLocked: true });
    const after = editor.getRenderingShapes();
    expect(after.filter((entry, i) => entry !== before[i]).map(({ shape }) => shape)).toEqual([
      editor.getShape(idOf(3)),
    ]);
  });

  it('gives what tldraw would give, whatever changes', () => {
    openPage(COUNT);
    drawAll();
    const reading = react('read on', () => {
      editor.getRenderingShapes();
      editor.getCurrentPageShapesSorted();
    });
    const group = createShapeId('group');
    const steps: (() => void)[] = [
      () => change(1, 2)({ y: 50 }),
      () => change(4)({ opacity: 0.5 }),
      () => editor.deleteShapes([idOf(5), idOf(6)]),
      () => editor.bringToFront([idOf(7)]),
      () => editor.groupShapes([idOf(8), idOf(9)], { groupId: group }),
      () => editor.updateShape({ id: group, type: 'group', opacity: 0.3 }),
      () => editor.setErasingShapes([group, idOf(10)]),
      () => editor.setErasingShapes([]),
      () => editor.ungroupShapes([group]),
      () => editor.createShape({ id: createShapeId('new'), type: 'geo', x: 10, y: 10 }),
      () => editor.undo(),
    ];
    for (const step of steps) {
      step();
      drawAll();
      const { drawn, sorted } = readingOf(editor);
      page.destroy();
      const theirs = readingOf(editor);
      page = new LargePage(editor);
      drawAll();
      expect(sorted).toEqual(theirs.sorted);
      expect(drawn).toEqual(theirs.drawn);
    }
    reading();
  });

  it('gives another page its own items', () => {
    openPage(COUNT);
    drawAll();
    const home = editor.getCurrentPageId();
    editor.createPage({ name: 'another' });
    const other = editor.getPages().find(({ id }) => id !== home);
    if (!other) throw new Error('no other page');
    editor.setCurrentPage(other.id);
    expect(editor.getCurrentPageShapesSorted()).toEqual([]);
    expect(drawnIds()).toEqual([]);
    editor.setCurrentPage(home);
    drawAll();
    expect(drawnIds()).toHaveLength(COUNT);
    expect(editor.getCurrentPageShapesSorted()).toHaveLength(COUNT);
  });

  it('follows the zoom that stands still while the page moves, as tldraw does on large pages', () => {
    openPage(COUNT);
    expect(editor.getEfficientZoomLevel()).toBe(editor.getDebouncedZoomLevel());
    page.destroy();
    expect(editor.getEfficientZoomLevel()).toBe(editor.getDebouncedZoomLevel());
    page = new LargePage(editor);
  });
});

/** What of a reading is drawn; where a shape stands is followed apart. */
function readingOf(from: Editor) {
  return {
    sorted: from.getCurrentPageShapesSorted(),
    drawn: from.getRenderingShapes().map(({ id, shape, index, backgroundIndex, opacity }) => {
      const { props, meta, isLocked } = shape;
      return { id, props, meta, isLocked, index, backgroundIndex, opacity };
    }),
  };
}
