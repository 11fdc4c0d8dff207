import type { TLDocument, TLPage } from '@tldraw/tlschema';
import { DocumentRecordType, PageRecordType, TLDOCUMENT_ID } from '@tldraw/tlschema';

/** The record that every board has; shown even where the document lacks it. */
export const DEFAULT_DOCUMENT: TLDocument = DocumentRecordType.create({ id: TLDOCUMENT_ID });

/** A new board's only page; shown where the document has no page that can be. */
export const DEFAULT_PAGE: TLPage = PageRecordType.create({
  id: PageRecordType.createId('page'),
  name: 'Page 1',
  // tldraw's own first index; its type is branded in a package that this one does not import.
  index: 'a1' as TLPage['index'],
});
