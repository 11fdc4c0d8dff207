import { EMPTY_RICH_TEXT, plainTextOfRichText } from '@weft/board-model';
import { EmbedShapeUtil, GeoShapeUtil, NoteShapeUtil } from 'tldraw';
import type { TLGeoShape, TLNoteShape } from 'tldraw';
import { withDeferredLabel } from './DeferredLabel.ts';
import { LargePage } from './LargePage.ts';

/** tldraw's notes, their texts measured when somebody needs to know and drawn when somebody can read them. */
class NoteUtil extends NoteShapeUtil {
  override getGeometry(shape: TLNoteShape) {
    if (!hasText(shape)) return super.getGeometry(shape);
    return withDeferredLabel(super.getGeometry(withoutText(shape)), () => super.getGeometry(shape));
  }

  override component(shape: TLNoteShape) {
    return super.component(LargePage.showsText(this.editor, shape.id) ? shape : withoutText(shape));
  }
}

/** The same of boxes, circles and all the others. */
class GeoUtil extends GeoShapeUtil {
  override getGeometry(shape: TLGeoShape) {
    if (!hasText(shape)) return super.getGeometry(shape);
    return withDeferredLabel(super.getGeometry(withoutText(shape)), () => super.getGeometry(shape));
  }

  override component(shape: TLGeoShape) {
    return super.component(LargePage.showsText(this.editor, shape.id) ? shape : withoutText(shape));
  }
}

const hasText = (shape: TLNoteShape | TLGeoShape): boolean => plainTextOfRichText(shape.props.richText) !== '';

const withoutText = <T extends TLNoteShape | TLGeoShape>(shape: T): T => ({
  ...shape,
  props: { ...shape.props, richText: EMPTY_RICH_TEXT },
});

/** What of tldraw's own items is different here. Without embedding other sites: a frame of theirs would tell them who looks. */
export const CANVAS_SHAPE_UTILS = [NoteUtil, GeoUtil, EmbedShapeUtil.configure({ embedDefinitions: [] })];
