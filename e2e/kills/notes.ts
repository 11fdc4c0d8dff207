/** Notes as docs/PROTOCOL.md lays them into the document: what another program would write that speaks to the relay. */
import * as Y from 'yjs';

export interface NoteAsSeen {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

const NOTE_PROPS = {
  color: 'yellow',
  labelColor: 'black',
  size: 'm',
  font: 'draw',
  fontSizeAdjustment: 1,
  align: 'middle',
  verticalAlign: 'middle',
  growY: 0,
  url: '',
  scale: 1,
  textLastEditedBy: null,
};

type Records = Y.Map<Y.Map<unknown>>;

const recordsOf = (doc: Y.Doc): Records => doc.getMap('records');

function pageOf(doc: Y.Doc): string {
  for (const id of recordsOf(doc).keys()) if (id.startsWith('page:')) return id;
  throw new Error('the server has seeded no page');
}

export function addNote(doc: Y.Doc, id: string, x: number, y: number): void {
  const fields = {
    type: 'note',
    parentId: pageOf(doc),
    index: 'a1',
    rotation: 0,
    isLocked: false,
    opacity: 1,
    xy: [x, y],
    ...Object.fromEntries(Object.entries(NOTE_PROPS).map(([key, value]) => [`props.${key}`, value])),
  };
  const text = new Y.XmlFragment();
  text.insert(0, [new Y.XmlElement('paragraph')]);
  const note = new Y.Map<unknown>(Object.entries(fields));
  note.set('text', text);
  recordsOf(doc).set(id, note);
}

export function moveNote(doc: Y.Doc, id: string, x: number, y: number): void {
  recordsOf(doc).get(id)?.set('xy', [x, y]);
}

export function deleteNote(doc: Y.Doc, id: string): void {
  recordsOf(doc).delete(id);
}

/** Types at the end of a note's first paragraph. */
export function typeInto(doc: Y.Doc, id: string, words: string): void {
  const paragraph = firstParagraph(recordsOf(doc).get(id));
  if (paragraph === null) return;
  const last = paragraph.length > 0 ? paragraph.get(paragraph.length - 1) : null;
  if (last instanceof Y.XmlText) last.insert(last.length, words);
  else paragraph.insert(paragraph.length, [new Y.XmlText(words)]);
}

export function noteIds(doc: Y.Doc): string[] {
  return [...recordsOf(doc).keys()].filter((id) => id.startsWith('shape:'));
}

/** All notes as the document itself has them, by id. */
export function notesOf(doc: Y.Doc): Map<string, NoteAsSeen> {
  return new Map(noteIds(doc).map((id) => [id, noteOf(recordsOf(doc).get(id))]));
}

function noteOf(note: Y.Map<unknown> | undefined): NoteAsSeen {
  const [x, y] = (note?.get('xy') ?? [NaN, NaN]) as [number, number];
  const paragraph = firstParagraph(note);
  const texts = paragraph?.toArray().filter((part) => part instanceof Y.XmlText) ?? [];
  return { x, y, text: texts.map((part) => part.toString()).join('') };
}

function firstParagraph(note: Y.Map<unknown> | undefined): Y.XmlElement | null {
  const text = note?.get('text');
  const first = text instanceof Y.XmlFragment && text.length > 0 ? text.get(0) : null;
  return first instanceof Y.XmlElement ? first : null;
}

/** All notes as `history/at` tells them: tldraw records with the text as rich text. */
export function notesFrom(
  records: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Map<string, NoteAsSeen> {
  const notes = Object.entries(records).filter(([id]) => id.startsWith('shape:'));
  return new Map(
    notes.map(([id, { x, y, props }]) => [
      id,
      { x: Number(x), y: Number(y), text: plainText((props as Record<string, unknown>)['richText']) },
    ]),
  );
}

interface RichText {
  readonly text?: string;
  readonly content?: readonly RichText[];
}

function plainText(node: unknown): string {
  const { text, content } = node as RichText;
  return text ?? (content ?? []).map(plainText).join('');
}
