import { EMPTY_RICH_TEXT } from '@weft/board-model';
import { EmbedShapeUtil, GeoShapeUtil, NoteShapeUtil } from 'tldraw';
import type { Editor, Group2d, TLGeoShape, TLNoteShape } from 'tldraw';
import { withDeferredLabel } from './DeferredLabel.ts';
import { LargePage } from './LargePage.ts';
import { boundsFromRecords } from './pageBounds.ts';
import { askForFonts, fontFacesOf } from './plainFonts.ts';

/** tldraw's notes, their texts measured when somebody needs to know and drawn when somebody can read them. */
class NoteUtil extends NoteShapeUtil {
  readonly #papers = new Map<string, Group2d>();

  /** tldraw makes its utils before it looks at the page, and asks nothing else of ours before it does. */
  constructor(editor: Editor) {
    super(editor);
    boundsFromRecords(editor);
    askForFonts(editor);
  }

  override getGeometry(shape: TLNoteShape) {
    if (!hasText(shape)) return super.getGeometry(shape);
    return withDeferredLabel(this.#paperOf(shape), () => super.getGeometry(shape));
  }

  override getFontFaces(shape: TLNoteShape) {
    return fontFacesOf(this.editor, shape, () => super.getFontFaces(shape));
  }

  override component(shape: TLNoteShape) {
    return super.component(LargePage.showsText(this.editor, shape.id) ? shape : withoutText(shape));
  }

  /** Notes are all of one size, but for how large they were made and grew. */
  #paperOf(shape: TLNoteShape): Group2d {
    const size = `${shape.props.scale} ${shape.props.growY}`;
    const paper = this.#papers.get(size) ?? super.getGeometry(withoutText(shape));
    this.#papers.set(size, paper);
    return paper;
  }
}

/** The same of boxes, circles and all the others. */
class GeoUtil extends GeoShapeUtil {
  override getGeometry(shape: TLGeoShape) {
    if (!hasText(shape)) return super.getGeometry(shape);
    return withDeferredLabel(super.getGeometry(withoutText(shape)), () => super.getGeometry(shape));
  }

  override getFontFaces(shape: TLGeoShape) {
    return fontFacesOf(this.editor, shape, () => super.getFontFaces(shape));
  }

  override component(shape: TLGeoShape) {
    return super.component(LargePage.showsText(this.editor, shape.id) ? shape : withoutText(shape));
  }
}

/** Whether tldraw would measure it: anything but one block with nothing in it. */
const hasText = ({ props: { richText } }: TLNoteShape | TLGeoShape): boolean =>
  richText.content.length > 1 || contentOf(richText.content[0]) > 0;

const contentOf = (block: unknown): number => (block as { content?: unknown[] } | undefined)?.content?.length ?? 0;

const withoutText = <T extends TLNoteShape | TLGeoShape>(shape: T): T => ({
  ...shape,
  props: { ...shape.props, richText: EMPTY_RICH_TEXT },
});

/** What of tldraw's own items is different here. Without embedding other sites: a frame of theirs would tell them who looks. */
export const CANVAS_SHAPE_UTILS = [NoteUtil, GeoUtil, EmbedShapeUtil.configure({ embedDefinitions: [] })];
