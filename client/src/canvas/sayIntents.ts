import type { Intent } from '@weft/protocol';
import type { Editor, TLExternalContent, TLShape, TLShapeId } from 'tldraw';
import type { StoreBinding } from './bindStoreToBoard.ts';
import { sourceIn } from './textClipboard.ts';

/** An intent takes at most this many sources, each at most so long. */
const MAX_SOURCES = 500;
const MAX_ID_LENGTH = 64;

const TIDYING = ['alignShapes', 'distributeShapes', 'stackShapes', 'stretchShapes', 'packShapes'] as const;

const EXPLAINED = [
  ...TIDYING,
  'duplicateShapes',
  'duplicatePage',
  'putContentOntoCurrentPage',
  'putExternalContent',
  'moveShapesToPage',
] as const satisfies readonly (keyof Editor)[];

/**
 * Lets the operations of tldraw's editor say how their change came about: copying (dragging with Alt copies too),
 * pasting and dropping, tidying. One that another one calls is a part of it and says nothing of its own.
 * @returns what stops it.
 */
export function sayIntents(editor: Editor, binding: StoreBinding): () => void {
  let isUnderWay = false;
  /** @param intent null for what comes about like any other change */
  const within = (intent: Intent | null, change: () => unknown): Editor => {
    if (isUnderWay) {
      change();
      return editor;
    }
    isUnderWay = true;
    try {
      if (intent) binding.explain(intent, change);
      else change();
    } finally {
      isUnderWay = false;
    }
    return editor;
  };

  for (const name of TIDYING) explainTidying(editor, name, within);

  const duplicateShapes = editor.duplicateShapes.bind(editor);
  editor.duplicateShapes = (shapes, offset) =>
    within({ kind: 'copy', sources: sourcesIn(editor, shapes) }, () => duplicateShapes(shapes, offset));

  const duplicatePage = editor.duplicatePage.bind(editor);
  editor.duplicatePage = (page, newId) =>
    within({ kind: 'copy', sources: idsIn([...editor.getPageShapeIds(page)]) }, () => duplicatePage(page, newId));

  const moveShapesToPage = editor.moveShapesToPage.bind(editor);
  editor.moveShapesToPage = (shapes, page) => within(null, () => moveShapesToPage(shapes, page));

  const putContent = editor.putContentOntoCurrentPage.bind(editor);
  editor.putContentOntoCurrentPage = (content, options) =>
    within(pasteOf(content.shapes), () => putContent(content, options));

  // Everything from outside, pasted, dropped or chosen; a file's item may appear only after the file was read.
  const putExternalContent = editor.putExternalContent.bind(editor);
  editor.putExternalContent = async (info, options) => {
    binding.intend(pasteOf(info.type === 'tldraw' ? info.content.shapes : wordsIn(info)));
    await putExternalContent(info, options);
    binding.writeNow();
  };

  return () => {
    for (const name of EXPLAINED) Reflect.deleteProperty(editor, name);
  };
}

type Within = (intent: Intent, change: () => unknown) => Editor;

function explainTidying(editor: Editor, name: (typeof TIDYING)[number], within: Within): void {
  // Five operations of one form: items, and how.
  const tidy = editor[name].bind(editor) as (...how: readonly unknown[]) => Editor;
  editor[name] = (...how: readonly unknown[]) => within({ kind: 'tidy' }, () => tidy(...how));
}

/** The item whose words were copied out of its text, and become an item of their own now. */
function wordsIn(info: TLExternalContent<unknown>): TLShapeId[] {
  const source = info.type === 'text' ? sourceIn(info.html ?? '') : null;
  return source === null ? [] : [source as TLShapeId];
}

/** What lies in a frame or group is copied with it. */
function sourcesIn(editor: Editor, shapes: readonly (TLShape | TLShapeId)[]): string[] {
  const ids = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.id));
  return idsIn([...editor.getShapeAndDescendantIds(ids)]);
}

function pasteOf(shapes: readonly (TLShape | TLShapeId)[]): Intent {
  const sources = idsIn(shapes);
  return sources.length > 0 ? { kind: 'paste', sources } : { kind: 'paste' };
}

/** The items as an intent names them. Content from a clipboard may hold anything: what is no id is no source. */
export function idsIn(shapes: readonly (TLShape | TLShapeId)[]): string[] {
  return shapes
    .map((shape): unknown => (typeof shape === 'string' ? shape : shape.id))
    .filter((id): id is string => typeof id === 'string' && id.length <= MAX_ID_LENGTH)
    .slice(0, MAX_SOURCES);
}
