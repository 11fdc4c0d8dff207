import type { Editor, TLFontFace, TLGeoShape, TLNoteShape } from 'tldraw';

type Labelled = TLNoteShape | TLGeoShape;

const EMPTY: TLFontFace[] = [];
const answers = new WeakMap<Editor, Map<string, TLFontFace[]>>();

/**
 * The font faces that an item's text needs. Nearly all texts are paragraphs of letters without marks, and need what every
 * such text in that font needs: tldraw builds a text editor's document of each to find out.
 *
 * @param read tldraw's own answer
 */
export function fontFacesOf(editor: Editor, shape: Labelled, read: () => TLFontFace[]): TLFontFace[] {
  if (!isPlain(shape.props.richText)) return read();
  const known = answers.get(editor) ?? new Map<string, TLFontFace[]>();
  answers.set(editor, known);
  // tldraw shows on a note who wrote it, in a font of its own.
  const isSigned = shape.type === 'note' && Boolean(shape.props.textLastEditedBy);
  const key = `${shape.type} ${shape.props.font} ${isSigned}`;
  const faces = known.get(key) ?? read();
  known.set(key, faces);
  return faces;
}

/**
 * Asks an item for its fonts without keeping the answer: tldraw keeps three computed things for each item of the page
 * before anything of it is seen.
 */
export function askForFonts(editor: Editor): void {
  editor.fonts.getShapeFontFaces = (asked) => {
    const shape = editor.getShape(asked);
    return shape ? editor.getShapeUtil(shape).getFontFaces(shape) : EMPTY;
  };
}

/** Paragraphs of letters, at least one letter. */
function isPlain({ content }: { readonly content: readonly unknown[] }): boolean {
  let hasLetters = false;
  for (const block of content as readonly Block[]) {
    if (block.type !== 'paragraph') return false;
    for (const run of block.content ?? []) {
      if (run.type !== 'text' || (run.marks?.length ?? 0) > 0) return false;
      hasLetters = true;
    }
  }
  return hasLetters;
}

interface Block {
  readonly type: string;
  readonly content?: readonly { readonly type: string; readonly marks?: readonly unknown[] }[];
}
