// @vitest-environment jsdom
// oxlint-disable-next-line no-unassigned-import -- tldraw looks at the browser as it is loaded
import './fuzz/browserParts.testkit.ts';
import { createShapeId, createTLStore, toRichText } from 'tldraw';
import type { Editor, TLNoteShape, TLRichText } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { headlessEditor } from './fuzz/headlessEditor.testkit.ts';
import { askForFonts, fontFacesOf } from './plainFonts.ts';

const NOTE = createShapeId('note');
const paragraph = (...content: object[]) => ({ type: 'paragraph', attrs: { dir: 'auto' }, content });
const richText = (...content: object[]) => ({ type: 'doc', content }) as unknown as TLRichText;
const letters = (text: string, ...marks: string[]) => ({
  type: 'text',
  text,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});

let editor: Editor;

beforeEach(() => {
  editor = headlessEditor(createTLStore());
  editor.createShapes([{ id: NOTE, type: 'note', props: { richText: toRichText('words') } }]);
});

afterEach(() => editor.dispose());

function noteWith(props: Partial<TLNoteShape['props']>): TLNoteShape {
  const note = editor.getShape<TLNoteShape>(NOTE);
  if (!note) throw new Error('no note');
  return { ...note, props: { ...note.props, ...props } };
}

const readingOf = (note: TLNoteShape) => vi.fn(() => editor.getShapeUtil(note).getFontFaces(note));

describe('the fonts of a text', () => {
  it('are asked of tldraw once for all texts of letters in one font', () => {
    const [first, second] = [noteWith({}), noteWith({ richText: toRichText('other\nwords') })];
    const [read, readAgain] = [readingOf(first), readingOf(second)];
    const faces = fontFacesOf(editor, first, read);
    expect(faces.length).toBeGreaterThan(0);
    expect(fontFacesOf(editor, second, readAgain)).toBe(faces);
    expect(read).toHaveBeenCalledTimes(1);
    expect(readAgain).not.toHaveBeenCalled();
    expect(faces).toEqual(editor.getShapeUtil(second).getFontFaces(second));
  });

  it.each<[string, Partial<TLNoteShape['props']>]>([
    ['another font', { font: 'mono' }],
    ['bold letters', { richText: richText(paragraph(letters('a'), letters('b', 'bold'))) }],
    ['code', { richText: richText(paragraph(letters('b', 'code'))) }],
    ['a heading', { richText: richText({ type: 'heading', attrs: { level: 1 }, content: [letters('b')] }) }],
    ['nothing', { richText: richText(paragraph()) }],
    ['somebody named below', { textLastEditedBy: 'somebody' }],
  ])('are what tldraw says of a note with %s, also after a plain one', (_what, props) => {
    fontFacesOf(editor, noteWith({}), readingOf(noteWith({})));
    const note = noteWith(props);
    expect(fontFacesOf(editor, note, readingOf(note))).toEqual(editor.getShapeUtil(note).getFontFaces(note));
  });

  it('are asked for anew when the item changes, and of none that is gone', () => {
    const before = editor.fonts.getShapeFontFaces(NOTE);
    askForFonts(editor);
    expect(editor.fonts.getShapeFontFaces(NOTE)).toEqual(before);
    editor.updateShapes([{ id: NOTE, type: 'note', props: { font: 'mono' } }]);
    expect(editor.fonts.getShapeFontFaces(NOTE)).not.toEqual(before);
    editor.deleteShapes([NOTE]);
    expect(editor.fonts.getShapeFontFaces(NOTE)).toEqual([]);
  });
});
