/**
 * Writes into a shared text what somebody changed in a plain field: only the characters that differ, so that whatever
 * others write at the same moment, and all formatting, stays.
 */
import * as Y from 'yjs';
import { plainTextOf, textFitsEditor } from './richText.ts';
import { textCells } from './TextCells.ts';
import { rebased, spliceBetween } from './TextSplice.ts';

/**
 * @param base  the plain text as it was when its writer began to change it
 * @param wanted what they made of it; a new line is a new paragraph
 * @returns whether it could be written: a text that no editor may be bound to is left alone
 */
export function writePlainText(fragment: Y.XmlFragment, base: string, wanted: string): boolean {
  const now = plainTextOf(fragment);
  // What is read from a text that is not as editors write it may lie elsewhere than where it is read.
  if (!textFitsEditor(fragment) || textCells(fragment).plain !== now) return false;
  const { removals, at, inserted } = rebased(spliceBetween(base, wanted), spliceBetween(base, now));
  // No removal begins before the place of the new piece, so none moves it.
  for (const [from, to] of removals.toReversed()) removeRange(fragment, from, to);
  insertAt(fragment, at, inserted);
  return true;
}

function insertAt(fragment: Y.XmlFragment, at: number, inserted: string): void {
  let place = at;
  for (const [index, line] of inserted.split('\n').entries()) {
    if (index > 0) {
      breakLine(fragment, place);
      place += 1;
    }
    if (line !== '') insertRun(fragment, place, line);
    place += line.length;
  }
}

function insertRun(fragment: Y.XmlFragment, at: number, run: string): void {
  const { cells, blocks } = textCells(fragment);
  // What is written at the end of a run goes on with it, with its formatting, as in an editor.
  const touching = cells.filter((cell) => cell.kind === 'run' && cell.from <= at && at <= cell.to);
  const [cell] = touching;
  if (cell?.kind === 'run') {
    cell.text.insert(at - cell.from, run);
    return;
  }
  const block = blockAt(fragment, at);
  const text = new Y.XmlText(run);
  if (!block) fragment.insert(blocks.length === 0 ? fragment.length : 0, [paragraphWith([text])]);
  else block.insert(childAt(fragment, block, at), [text]);
}

/** Ends a line: what stood after the place becomes a paragraph of its own. */
function breakLine(fragment: Y.XmlFragment, at: number): void {
  const block = blockAt(fragment, at);
  if (!block) {
    fragment.insert(fragment.length, [paragraphWith([new Y.XmlText()]), paragraphWith([new Y.XmlText()])]);
    return;
  }
  const { cells } = textCells(fragment);
  const tail: (Y.XmlText | Y.XmlElement)[] = [];
  for (const cell of cells.filter((candidate) => candidate.block === block && candidate.kind !== 'line').toReversed()) {
    if (cell.to <= at) break;
    tail.unshift(cutFrom(cell, at));
  }
  const next = paragraphWith(tail.length > 0 ? tail : [new Y.XmlText()]);
  insertAfter(block, next);
}

/** Takes what a cell has from a place on out of its block. @returns a copy of it. */
function cutFrom(cell: ReturnType<typeof textCells>['cells'][number], at: number): Y.XmlText | Y.XmlElement {
  if (cell.kind !== 'run') {
    cell.block.delete(indexIn(cell.block, cell.kind === 'break' ? cell.element : null), 1);
    return new Y.XmlElement('hardBreak');
  }
  const offset = Math.max(0, at - cell.from);
  const copy = copyOfRun(cell.text, offset);
  cell.text.delete(offset, cell.text.length - offset);
  return copy;
}

function removeRange(fragment: Y.XmlFragment, from: number, to: number): void {
  const { cells } = textCells(fragment);
  for (const cell of cells.filter((candidate) => candidate.from < to && candidate.to > from).toReversed()) {
    if (cell.kind === 'line') joinLines(cell.before, cell.block);
    else if (cell.kind === 'break') removeBreak(cell.block, cell.element);
    else {
      const start = Math.max(from, cell.from);
      cell.text.delete(start - cell.from, Math.min(to, cell.to) - start);
    }
  }
}

function removeBreak(block: Y.XmlElement, element: Y.XmlElement): void {
  const index = indexIn(block, element);
  const after = index + 1 < block.length ? block.get(index + 1) : null;
  const isFolded = index > 0 && after instanceof Y.XmlText && appendRuns(block.get(index - 1), after);
  block.delete(index, isFolded ? 2 : 1);
}

function joinLines(before: Y.XmlElement, block: Y.XmlElement): void {
  const [first, ...others] = block.toArray().filter((child) => !(child instanceof Y.XmlText && child.length === 0));
  const last = before.length > 0 ? before.get(before.length - 1) : null;
  const isFolded = first instanceof Y.XmlText && appendRuns(last, first);
  const rest = first && !isFolded ? [first, ...others] : others;
  before.insert(
    before.length,
    rest.map((child) => (child instanceof Y.XmlText ? copyOfRun(child, 0) : new Y.XmlElement('hardBreak'))),
  );
  removeWithEmptyParents(block);
}

/**
 * Writes a text at the end of the one before it: neighbouring texts are one to an editor, which would fold them itself,
 * as whoever opens the note. @returns whether there was such a one.
 */
function appendRuns(last: unknown, text: Y.XmlText): boolean {
  if (!(last instanceof Y.XmlText)) return false;
  last.applyDelta([...(last.length > 0 ? [{ retain: last.length }] : []), ...runsOf(text, 0)]);
  return true;
}

function removeWithEmptyParents(element: Y.XmlElement): void {
  const { parent } = element;
  if (!(parent instanceof Y.XmlFragment)) return;
  parent.delete(indexIn(parent, element), 1);
  if (parent instanceof Y.XmlElement && parent.length === 0) removeWithEmptyParents(parent);
}

function blockAt(fragment: Y.XmlFragment, at: number): Y.XmlElement | undefined {
  const { cells, blocks } = textCells(fragment);
  // A place belongs to the line that began last at or before it.
  const line = cells.findLast((cell) => cell.kind === 'line' && cell.to <= at);
  return line?.block ?? blocks[0];
}

/** The index among a block's children of what begins at this place. */
function childAt(fragment: Y.XmlFragment, block: Y.XmlElement, at: number): number {
  const inBlock = textCells(fragment).cells.filter((cell) => cell.block === block && cell.kind !== 'line');
  const after = inBlock.findIndex((cell) => cell.from >= at);
  return after < 0 ? block.length : after;
}

function insertAfter(block: Y.XmlElement, next: Y.XmlElement): void {
  const { parent } = block;
  if (parent instanceof Y.XmlFragment) parent.insert(indexIn(parent, block) + 1, [next]);
}

function indexIn(parent: Y.XmlFragment, child: Y.XmlElement | null): number {
  return parent.toArray().findIndex((candidate) => candidate === child);
}

function paragraphWith(children: (Y.XmlText | Y.XmlElement)[]): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.setAttribute('dir', 'auto');
  paragraph.insert(0, children);
  return paragraph;
}

function copyOfRun(text: Y.XmlText, offset: number): Y.XmlText {
  const copy = new Y.XmlText();
  copy.applyDelta(runsOf(text, offset));
  return copy;
}

interface Run {
  readonly insert: string;
  readonly attributes?: Record<string, unknown>;
}

/** The pieces of a text from a place on, with their formatting. */
function runsOf(text: Y.XmlText, offset: number): Run[] {
  let at = 0;
  return (text.toDelta() as Run[]).flatMap((run) => {
    const from = Math.max(0, offset - at);
    at += run.insert.length;
    return from < run.insert.length ? [{ ...run, insert: run.insert.slice(from) }] : [];
  });
}
