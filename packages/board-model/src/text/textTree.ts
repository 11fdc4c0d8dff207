/** A node of ProseMirror's JSON that fits the editor's schema. */
export type TextNode = BlockNode | InlineNode;
export type InlineNode = TextRun | HardBreak;

export interface Mark {
  readonly type: string;
  readonly attrs?: Record<string, unknown>;
}

export interface TextRun {
  readonly type: 'text';
  readonly marks?: readonly Mark[];
  readonly text: string;
}

interface HardBreak {
  readonly type: 'hardBreak';
  readonly attrs: Record<string, unknown>;
}

export interface BlockNode {
  readonly type: 'paragraph' | 'heading' | 'bulletList' | 'orderedList' | 'listItem';
  readonly attrs: Record<string, unknown>;
  readonly content?: readonly TextNode[];
}

/** A whole text; `content` is never empty. */
export interface TextDocument {
  type: 'doc';
  attrs: Record<string, unknown>;
  content: BlockNode[];
}

/** ProseMirror's JSON before anybody has looked at it. */
export interface LooseNode {
  readonly type: string;
  readonly attrs?: unknown;
  readonly text?: string;
  readonly marks?: readonly LooseMark[];
  readonly content?: readonly LooseNode[];
}

export interface LooseMark {
  readonly type: string;
  readonly attrs?: unknown;
}
