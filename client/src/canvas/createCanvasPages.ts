import type { PersonId } from '@weft/protocol';
import { computed, getIndexAbove, getIndexBelow, getIndexBetween, isPageId, PageRecordType } from 'tldraw';
import type { Editor, IndexKey, Signal, TLPage, TLPageId } from 'tldraw';
import type { StoreBinding } from './bindStoreToBoard.ts';
import type { CanvasPage, CanvasPages, PagesSnapshot } from './CanvasPages.ts';
import { gapBeside } from './pageSteps.ts';
import { removalOf } from './removalOf.ts';

/** As many as tldraw allows by itself. */
export const MAX_PAGES = 40;

export function createCanvasPages(editor: Editor, binding: StoreBinding): CanvasPages {
  const pageOf = (id: string): TLPage | null => (isPageId(id) ? (editor.getPage(id) ?? null) : null);
  const step = (name: string, change: () => void): void => {
    editor.markHistoryStoppingPoint(name);
    change();
    binding.writeNow();
  };
  return {
    most: MAX_PAGES,
    goTo: (id) => {
      const page = pageOf(id);
      if (page && page.id !== editor.getCurrentPageId()) editor.setCurrentPage(page.id);
    },
    add: () => {
      const id = PageRecordType.createId();
      step('add a page', () => editor.createPage({ id }));
      if (!editor.getPage(id)) return null;
      editor.setCurrentPage(id);
      return id;
    },
    rename: (id, name) => {
      const page = pageOf(id);
      if (page && page.name !== name) step('rename a page', () => editor.renamePage(page.id, name));
    },
    shift: (id, by) => {
      const [page, index] = [pageOf(id), indexBeside(editor, id, by)];
      if (page && index) step('move a page', () => editor.updatePage({ id: page.id, index }));
    },
    takeSelectionTo: (id) => {
      const page = pageOf(id);
      if (page) step('move to a page', () => editor.moveShapesToPage([...editor.getSelectedShapeIds()], page.id));
    },
    remove: (id) => {
      const page = pageOf(id);
      if (!page || editor.getIsReadonly() || editor.getPages().length === 1) return null;
      step('remove a page', () => editor.deletePage(page.id));
      return removalOf(editor, page.id);
    },
  };
}

function indexBeside(editor: Editor, id: string, by: -1 | 1): IndexKey | null {
  const pages = editor.getPages();
  const gap = gapBeside(
    pages.map((page) => page.id),
    id,
    by,
  );
  if (!gap) return null;
  const [below, above] = [gap.below, gap.above].map((side) => pages.find((page) => page.id === side)?.index ?? null);
  if (below && above) return getIndexBetween(below, above);
  return below ? getIndexAbove(below) : getIndexBelow(above ?? null);
}

/** The pages and who is on them, the same object until that changes: others' cursors move all the time. */
export function pagesSignal(editor: Editor): Signal<PagesSnapshot> {
  return computed(
    'pages',
    (): PagesSnapshot => ({
      pages: editor.getPages().map(({ id, name }): CanvasPage => ({ id, name, people: peopleOn(editor, id) })),
      currentId: editor.getCurrentPageId(),
    }),
    { isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
}

const peopleOn = (editor: Editor, page: TLPageId): PersonId[] =>
  editor
    .getCollaborators()
    .filter(({ currentPageId }) => currentPageId === page)
    // tldraw's user record id is the person's id with a prefix.
    .map(({ userId }) => userId.replace(/^user:/, '') as PersonId)
    .toSorted();
