export { ensureTextFragment, textFragment } from './boardText.ts';
export { FORMAT_VERSION, formatOf, recordsOf, ROOTS, stampFormat, type BoardFormat } from './format.ts';
export { changedFields, withFields } from './gesture/changedFields.ts';
export { strokeTail, withStrokeTail, type StrokeTail } from './gesture/strokeTail.ts';
export { sameJson, sharing } from './layout/json.ts';
export { POSITION_STEPS } from './layout/recordLayout.ts';
export { isItem, itemsOf, pageOf, pagesOf, textOfRecord } from './items.ts';
export { itemsWithin } from './itemsWithin.ts';
export { LiveBoardView, type ReadingProgress, type ViewChanges } from './LiveBoardView.ts';
export { outlineOf, type OutlineEntry } from './outline/outlineOf.ts';
export { type OutlineRelation } from './outline/relations.ts';
export { readBoard, type BoardView } from './readBoard.ts';
export { SCHEMA } from './schema.ts';
export { seedBoard } from './seedBoard.ts';
export { EMPTY_RICH_TEXT, plainTextOf, plainTextOfRichText, richTextOf, textFitsEditor } from './text/richText.ts';
export { spliceBetween, spliced, type TextSplice } from './text/TextSplice.ts';
export { writePlainText } from './text/writePlainText.ts';
export { writeRichText } from './text/writeRichText.ts';
export { writeChanges, type StoreChanges } from './writeChanges.ts';
export type { Box } from './thumbnail/geometry.ts';
export {
  boundsOfFirstPage,
  boundsOfPage,
  renderPicture,
  renderThumbnail,
  type BoardPicture,
  type ThumbnailSize,
} from './thumbnail/renderThumbnail.ts';
export { imageAddresses, settleImages, withImageAddresses, type ImageFate } from './exchange/images.ts';
export type {
  BoardContent,
  ImportFormat,
  ImportRefusal,
  ImportResult,
  LeftOut,
  LeftOutReason,
} from './exchange/importResult.ts';
export { insertInParts, planInsertion, type InsertOptions } from './exchange/insertContent.ts';
export { pictureRow, type RowPicture } from './exchange/pictureRow.ts';
export { readBytes, type EmbeddedImages, type ReadBytes } from './exchange/readBytes.ts';
export { readFile } from './exchange/readFile.ts';
export { writeBoardJson } from './exchange/boardJson.ts';
export { exactCell, textCell } from './exchange/csv.ts';
export { writeCsv, type ExtraColumn } from './exchange/writeCsv.ts';
export { writeTldrawFile } from './exchange/tldrawFile.ts';
export { planRestore, type Restoration, type RestoreOptions } from './restore/planRestore.ts';
export { boardAge, type BoardAge } from './versions/boardAge.ts';
export { migrateBoard } from './versions/migrateBoard.ts';
export { readPastBoard } from './versions/readPastBoard.ts';
