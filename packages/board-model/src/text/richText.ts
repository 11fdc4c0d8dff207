import type { TLRichText } from '@tldraw/tlschema';
import * as Y from 'yjs';
import { isObject } from '../layout/json.ts';
import type { NormalisedText } from './normaliseText.ts';
import { MAX_TEXT_DEPTH, normaliseText } from './normaliseText.ts';
import { markName } from './textSchema.ts';
import type { LooseMark, LooseNode } from './textTree.ts';

/** The text of an item in which nobody has written: one empty paragraph. */
export const EMPTY_RICH_TEXT: TLRichText = normaliseText([]).document;

/**
 * The text as the editor would hold it, in ProseMirror's JSON: what y-prosemirror and tldraw's TipTap schema make of
 * this fragment. Always fits that schema, whatever the fragment holds.
 */
export function richTextOf(fragment: Y.XmlFragment): TLRichText {
  return normalised(fragment).document;
}

/**
 * Whether an editor may be bound to this text. y-prosemirror deletes what its schema does not know, in the name of
 * whoever opened the text; such a text must be opened read-only.
 */
export function textFitsEditor(fragment: Y.XmlFragment): boolean {
  return !normalised(fragment).foreign;
}

/** The text without its formatting, a line for each paragraph. */
export function plainTextOf(fragment: Y.XmlFragment): string {
  return plainTextOfRichText(richTextOf(fragment));
}

/** The plain text of ProseMirror's JSON, a line for each paragraph; of anything else, nothing. */
export function plainTextOfRichText(richText: unknown): string {
  const lines: string[] = [];
  for (const node of looseContent(richText)) addLines(node, lines, 0);
  return lines.join('\n');
}

/** Makes any ProseMirror JSON, from an import or another client, fit the editor. */
export function normaliseRichText(richText: unknown): NormalisedText {
  const attrs = isObject(richText) ? richText['attrs'] : undefined;
  return normaliseText(looseContent(richText), attrs);
}

function normalised(fragment: Y.XmlFragment): NormalisedText {
  return normaliseText(looseChildren(fragment, 0));
}

function addLines(node: LooseNode, lines: string[], depth: number): void {
  if (depth > MAX_TEXT_DEPTH * 2) return;
  const children = node.content ?? [];
  const isLine = node.type === 'paragraph' || node.type === 'heading';
  if (!isLine) for (const child of children) addLines(child, lines, depth + 1);
  else lines.push(children.map((child) => (child.type === 'hardBreak' ? '\n' : (child.text ?? ''))).join(''));
}

/** Reads one level more than is kept, so that what lies too deep is noticed rather than silently left out. */
const READ_DEPTH = MAX_TEXT_DEPTH + 2;

function looseChildren(parent: Y.XmlFragment, depth: number): LooseNode[] {
  return parent.toArray().flatMap((child): LooseNode[] => {
    if (child instanceof Y.XmlText) return looseRuns(child);
    if (!(child instanceof Y.XmlElement)) return [{ type: '' }];
    const content = depth < READ_DEPTH ? looseChildren(child, depth + 1) : [];
    return [{ type: child.nodeName, attrs: child.getAttributes(), content }];
  });
}

function looseRuns(text: Y.XmlText): LooseNode[] {
  const delta: unknown = text.toDelta();
  if (!Array.isArray(delta)) return [];
  return delta.map((run: unknown): LooseNode => {
    if (!isObject(run) || typeof run['insert'] !== 'string') return { type: '' };
    return { type: 'text', text: run['insert'], marks: looseMarks(run['attributes']) };
  });
}

function looseMarks(attributes: unknown): LooseMark[] {
  if (!isObject(attributes)) return [];
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, attrs]) => ({ type: markName(name), attrs }));
}

/** Reads untrusted JSON as nodes, to a bounded depth. */
function looseContent(parent: unknown, depth = 0): LooseNode[] {
  if (!isObject(parent) || !Array.isArray(parent['content']) || depth > READ_DEPTH) return [];
  const content: readonly unknown[] = parent['content'];
  return content.filter(isObject).map((node) => ({
    type: String(node['type']),
    attrs: node['attrs'],
    ...(typeof node['text'] === 'string' ? { text: node['text'] } : {}),
    marks: Array.isArray(node['marks']) ? looseJsonMarks(node['marks']) : [],
    content: looseContent(node, depth + 1),
  }));
}

function looseJsonMarks(marks: readonly unknown[]): LooseMark[] {
  return marks.filter(isObject).map((mark) => ({ type: String(mark['type']), attrs: mark['attrs'] }));
}
