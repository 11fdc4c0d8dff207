import * as Y from 'yjs';

/** A stretch of a text's plain characters and where it lies in the fragment. */
type TextCell =
  | {
      readonly kind: 'run';
      readonly text: Y.XmlText;
      readonly block: Y.XmlElement;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'break';
      readonly element: Y.XmlElement;
      readonly block: Y.XmlElement;
      readonly from: number;
      readonly to: number;
    }
  /** The end of a line that another follows; `block` is the line after it. */
  | {
      readonly kind: 'line';
      readonly before: Y.XmlElement;
      readonly block: Y.XmlElement;
      readonly from: number;
      readonly to: number;
    };

/** The plain characters of a fragment that fits the editor, in the order and number in which `plainTextOf` has them. */
export interface TextCells {
  readonly cells: readonly TextCell[];
  readonly blocks: readonly Y.XmlElement[];
  /** All of it as one string. */
  readonly plain: string;
}

/** Reads where each character of the plain text lies. */
export function textCells(fragment: Y.XmlFragment): TextCells {
  const cells: TextCell[] = [];
  const blocks = blocksIn(fragment);
  let at = 0;
  const next = (length: number): { from: number; to: number } => {
    const from = at;
    at += length;
    return { from, to: at };
  };
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    if (before) cells.push({ kind: 'line', before, block, ...next(1) });
    for (const child of block.toArray()) {
      if (child instanceof Y.XmlText) cells.push({ kind: 'run', text: child, block, ...next(child.length) });
      else if (child instanceof Y.XmlElement) cells.push({ kind: 'break', element: child, block, ...next(1) });
    }
  }
  return { cells, blocks, plain: cells.map(plainOf).join('') };
}

function plainOf(cell: TextCell): string {
  if (cell.kind !== 'run') return '\n';
  const runs = cell.text.toDelta() as { readonly insert: unknown }[];
  return runs.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

function blocksIn(parent: Y.XmlFragment): Y.XmlElement[] {
  return parent.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return [];
    return child.nodeName === 'paragraph' || child.nodeName === 'heading' ? [child] : blocksIn(child);
  });
}
