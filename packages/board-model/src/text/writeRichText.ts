import * as Y from 'yjs';
import { normaliseRichText } from './richText.ts';
import type { BlockNode, InlineNode, Mark, TextNode, TextRun } from './textTree.ts';

/**
 * Replaces the content of a fragment, in y-prosemirror's layout: an element for each node with the attributes that
 * are not null, one `Y.XmlText` for each run of neighbouring text, marks as formatting.
 */
export function writeRichText(fragment: Y.XmlFragment, richText: unknown): void {
  if (fragment.length > 0) fragment.delete(0, fragment.length);
  insertText(fragment, richText);
}

/** A new fragment with this text, to be put into a record. */
export function fragmentWith(richText: unknown): Y.XmlFragment {
  const fragment = new Y.XmlFragment();
  insertText(fragment, richText);
  return fragment;
}

function insertText(fragment: Y.XmlFragment, richText: unknown): void {
  fragment.insert(0, childrenOf(normaliseRichText(richText).document.content));
}

function childrenOf(nodes: readonly TextNode[]): (Y.XmlElement | Y.XmlText)[] {
  const children: (Y.XmlElement | Y.XmlText)[] = [];
  let runs: TextRun[] = [];
  const closeRuns = (): void => {
    if (runs.length > 0) children.push(textOf(runs));
    runs = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') runs.push(node);
    else {
      closeRuns();
      children.push(elementOf(node));
    }
  }
  closeRuns();
  return children;
}

/** Where text is written directly. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading']);

function elementOf(node: BlockNode | Exclude<InlineNode, TextRun>): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, string | number>>(node.type);
  for (const [name, value] of Object.entries(node.attrs)) {
    if (typeof value === 'string' || typeof value === 'number') element.setAttribute(name, value);
  }
  const children = 'content' in node && node.content ? childrenOf(node.content) : [];
  // Else the first letters of two who start to write at once would be two texts, and y-prosemirror folds such
  // neighbours by writing the one's letters again as the other's.
  if (children.length === 0 && TEXT_BLOCKS.has(node.type)) children.push(new Y.XmlText());
  element.insert(0, children);
  // The element's attribute type is only a promise to its reader; its content is the same.
  return element as unknown as Y.XmlElement;
}

function textOf(runs: readonly TextRun[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(runs.map((run) => ({ insert: run.text, attributes: formattingOf(run.marks ?? []) })));
  return text;
}

function formattingOf(marks: readonly Mark[]): Record<string, object> {
  return Object.fromEntries(marks.map((mark) => [mark.type, mark.attrs ?? {}]));
}
