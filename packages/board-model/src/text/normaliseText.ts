import { sameJson } from '../layout/json.ts';
import { attributesFor, MARK_ATTRIBUTES, NODE_ATTRIBUTES } from './textSchema.ts';
import type { BlockNode, InlineNode, LooseMark, LooseNode, Mark, TextDocument, TextRun } from './textTree.ts';

/**
 * Turns any tree of nodes into one that the editor's schema takes, losing as little text as possible: unknown
 * blocks give their content, loose inline content gets a paragraph, lists hold only list items. tldraw's rendering
 * throws on an unknown node, so nothing else may reach it.
 */
export interface NormalisedText {
  readonly document: TextDocument;
  /** Whether something was found that y-prosemirror would delete, in the name of whoever opened the text. */
  readonly foreign: boolean;
}

/** Deeper nesting than any real list; a hostile tree must not exhaust the stack. */
export const MAX_TEXT_DEPTH = 24;

/** Normalises the content of a whole text. */
export function normaliseText(content: readonly LooseNode[], attrs?: unknown): NormalisedText {
  const reader = new TextReader();
  const blocks = reader.blocks(content, 0);
  if (content.some((node) => isInline(node.type))) reader.foreign = true;
  const document: TextDocument = {
    type: 'doc',
    attrs: nodeAttributes('doc', attrs),
    content: blocks.length > 0 ? blocks : [emptyParagraph()],
  };
  return { document, foreign: reader.foreign };
}

class TextReader {
  foreign = false;

  blocks(nodes: readonly LooseNode[], depth: number): BlockNode[] {
    if (depth > MAX_TEXT_DEPTH) {
      this.foreign = true;
      return [];
    }
    const blocks: BlockNode[] = [];
    let loose: LooseNode[] = [];
    const closeParagraph = (): void => {
      const content = this.inlines(loose, depth);
      if (content.length > 0) blocks.push(withContent('paragraph', undefined, content));
      loose = [];
    };
    for (const node of nodes) {
      if (isInline(node.type)) loose.push(node);
      else {
        closeParagraph();
        blocks.push(...this.#block(node, depth));
      }
    }
    closeParagraph();
    return blocks;
  }

  #block(node: LooseNode, depth: number): BlockNode[] {
    const children = node.content ?? [];
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        return [withContent(node.type, node.attrs, this.inlines(children, depth + 1))];
      case 'bulletList':
      case 'orderedList': {
        const items = this.#listItems(children, depth + 1);
        return items.length > 0 ? [withContent(node.type, node.attrs, items)] : [];
      }
      case 'listItem':
        return this.blocks(children, depth + 1);
      default:
        this.foreign = true;
        return this.blocks(children, depth + 1);
    }
  }

  #listItems(nodes: readonly LooseNode[], depth: number): BlockNode[] {
    return nodes.flatMap((node) => {
      const isItem = node.type === 'listItem';
      const blocks = this.blocks(isItem ? (node.content ?? []) : [node], depth + 1);
      if (blocks.length === 0 && !isItem) return [];
      const content = blocks[0]?.type === 'paragraph' ? blocks : [emptyParagraph(), ...blocks];
      return [withContent('listItem', isItem ? node.attrs : undefined, content)];
    });
  }

  inlines(nodes: readonly LooseNode[], depth: number): InlineNode[] {
    if (depth > MAX_TEXT_DEPTH) {
      this.foreign = true;
      return [];
    }
    const inlines: InlineNode[] = [];
    for (const node of nodes) {
      if (node.type === 'hardBreak')
        inlines.push({ type: 'hardBreak', attrs: nodeAttributes('hardBreak', node.attrs) });
      else if (node.type === 'text') this.#addText(inlines, node);
      else {
        if (!NODE_ATTRIBUTES.has(node.type)) this.foreign = true;
        for (const inline of this.inlines(node.content ?? [], depth + 1)) addInline(inlines, inline);
      }
    }
    return inlines;
  }

  #addText(inlines: InlineNode[], node: LooseNode): void {
    if (!node.text) return;
    const marks = this.#marks(node.marks ?? []);
    addInline(inlines, marks.length > 0 ? { type: 'text', marks, text: node.text } : { type: 'text', text: node.text });
  }

  #marks(given: readonly LooseMark[]): Mark[] {
    if (given.length === 0) return [];
    if (given.some((mark) => !MARK_ATTRIBUTES.has(mark.type))) this.foreign = true;
    const marks: Mark[] = [];
    for (const [type, rules] of MARK_ATTRIBUTES) {
      const mark = given.find((candidate) => candidate.type === type);
      if (!mark) continue;
      const attrs = attributesFor(rules, mark.attrs);
      marks.push(Object.keys(attrs).length > 0 ? { type, attrs } : { type });
    }
    return marks;
  }
}

/** Neighbouring text with equal marks is one run, as ProseMirror joins it. */
function addInline(inlines: InlineNode[], next: InlineNode): void {
  const last = inlines.at(-1);
  if (last?.type === 'text' && next.type === 'text' && sameJson(last.marks, next.marks)) {
    const joined: TextRun = { ...last, text: last.text + next.text };
    inlines[inlines.length - 1] = joined;
  } else inlines.push(next);
}

function withContent(type: BlockNode['type'], attrs: unknown, content: readonly (BlockNode | InlineNode)[]): BlockNode {
  const node = { type, attrs: nodeAttributes(type, attrs) };
  return content.length > 0 ? { ...node, content } : node;
}

function emptyParagraph(): BlockNode {
  return withContent('paragraph', undefined, []);
}

function nodeAttributes(type: string, given: unknown): Record<string, unknown> {
  return attributesFor(NODE_ATTRIBUTES.get(type) ?? {}, given);
}

function isInline(type: string): boolean {
  return type === 'text' || type === 'hardBreak';
}
