import type { TLShape } from '@tldraw/tlschema';
import { sameJson } from '../layout/json.ts';
import type { BoardRecord, Judgement } from '../schema.ts';
import { ArrowEnds } from './ArrowEnds.ts';
import { DEFAULT_DOCUMENT, DEFAULT_PAGE } from './defaults.ts';
import { Placement } from './Placement.ts';
import { SiblingOrder } from './SiblingOrder.ts';

/** The name of the group whose siblings are the pages. */
const PAGES = '';

/**
 * The normalising view of a board, kept up to date: from records that are each valid by themselves to a whole that
 * tldraw can show. Equal documents give equal views, whichever way they came about, so peers agree without anybody
 * writing a repair. The work of a change is that of what hangs together with it, not of the board.
 */
export class BoardStructure {
  /** What is shown. */
  readonly records = new Map<string, BoardRecord>();
  /** What cannot be shown, with the reason. */
  readonly quarantined = new Map<string, string>();
  /** Bindings that are sound but do not hold at present, with the reason. */
  readonly hidden = new Map<string, string>();

  readonly #sound = new Map<string, BoardRecord>();
  readonly #unsound = new Map<string, string>();
  readonly #pages = new Set<string>();
  readonly #placement = new Placement();
  readonly #siblings = new SiblingOrder();
  readonly #arrowEnds = new ArrowEnds();
  /** Records of the view whose parent or index is not the document's, with the records that they were made from. */
  readonly #adjusted = new Map<string, BoardRecord>();

  constructor() {
    this.#arrange(new Set(), new Set([DEFAULT_DOCUMENT.id, DEFAULT_PAGE.id]));
  }

  /**
   * Takes in the records that changed, `null` for those that are gone. Gives the ids whose record in the view
   * changed, with what the view had before.
   */
  apply(judgements: ReadonlyMap<string, Judgement | null>): Map<string, BoardRecord | undefined> {
    const touched = new Set<string>();
    const restructured = new Set<string>();
    const pagesBefore = this.#pages.size;
    for (const [id, judgement] of judgements) this.#take(id, judgement, touched, restructured);
    if ((pagesBefore === 0) !== (this.#pages.size === 0)) {
      touched.add(DEFAULT_PAGE.id);
      restructured.add(DEFAULT_PAGE.id);
    }
    return this.#arrange(restructured, touched);
  }

  #take(id: string, judgement: Judgement | null, touched: Set<string>, restructured: Set<string>): void {
    touched.add(id);
    if (judgement && !judgement.ok) this.#unsound.set(id, judgement.reason);
    else this.#unsound.delete(id);
    const before = this.#sound.get(id);
    const after = judgement?.ok ? judgement.record : undefined;
    if (before && after && sameJson(before, after)) return;
    if (after) this.#sound.set(id, after);
    else this.#sound.delete(id);
    if (this.#noteStructure(id, before, after)) restructured.add(id);
  }

  /** Tells the parts what this record has to do with others; says whether places below it may change. */
  #noteStructure(id: string, before: BoardRecord | undefined, after: BoardRecord | undefined): boolean {
    const record = after ?? before;
    if (record?.typeName === 'binding') this.#arrowEnds.set(id, after?.typeName === 'binding' ? after : null);
    if (record?.typeName === 'page') {
      if (after) this.#pages.add(id);
      else this.#pages.delete(id);
      return !before || !after;
    }
    if (record?.typeName !== 'shape') return false;
    const was = before?.typeName === 'shape' ? before : undefined;
    const is = after?.typeName === 'shape' ? after : undefined;
    if (was?.type !== is?.type) this.#arrowEnds.shapeChanged(id);
    if (was?.parentId === is?.parentId) return false;
    this.#placement.setParent(id, is?.parentId ?? null);
    return true;
  }

  #arrange(restructured: ReadonlySet<string>, touched: ReadonlySet<string>): Map<string, BoardRecord | undefined> {
    const moved = this.#placement.settle(restructured, this.#shownPages(), this.#firstPage());
    const affected = new Set([...touched, ...moved]);
    for (const id of affected) this.#standInLine(id);
    for (const id of moved) this.#arrowEnds.shapeChanged(id);
    for (const id of this.#siblings.settle()) affected.add(id);
    const shapes = {
      typeOf: (id: string) => this.#shownShape(id)?.type,
      isInside: (id: string, ancestor: string) => this.#placement.isInside(id, ancestor),
    };
    for (const id of this.#arrowEnds.settle(shapes)) affected.add(id);
    return this.#show(affected);
  }

  #shownPages(): ReadonlySet<string> {
    return this.#pages.size > 0 ? this.#pages : new Set([DEFAULT_PAGE.id]);
  }

  #firstPage(): string {
    let first: { id: string; index: string } = { id: DEFAULT_PAGE.id, index: '' };
    for (const id of this.#pages) {
      const page = this.#sound.get(id);
      if (page?.typeName !== 'page') continue;
      const isBefore = page.index < first.index || (page.index === first.index && id < first.id);
      if (first.index === '' || isBefore) first = { id, index: page.index };
    }
    return first.id;
  }

  #standInLine(id: string): void {
    const record = this.#sound.get(id);
    const place = this.#placement.placeOf(id);
    if (record?.typeName === 'page') this.#siblings.place(id, { parent: PAGES, index: record.index });
    else if (record?.typeName === 'shape' && place?.shown) {
      this.#siblings.place(id, { parent: place.parentId, index: record.index });
    } else this.#siblings.place(id, null);
  }

  #shownShape(id: string): TLShape | undefined {
    const record = this.#sound.get(id);
    return record?.typeName === 'shape' && this.#placement.placeOf(id)?.shown ? record : undefined;
  }

  #show(ids: ReadonlySet<string>): Map<string, BoardRecord | undefined> {
    const changed = new Map<string, BoardRecord | undefined>();
    for (const id of ids) {
      const before = this.records.get(id);
      const after = this.#project(id);
      if (before !== after) changed.set(id, before);
      if (after) this.records.set(id, after);
      else this.records.delete(id);
      setOrDelete(this.quarantined, id, this.#quarantineReason(id));
      setOrDelete(this.hidden, id, this.#arrowEnds.hiddenReason(id));
    }
    return changed;
  }

  #project(id: string): BoardRecord | undefined {
    const record = this.#sound.get(id);
    if (!record) return this.#standIn(id);
    if (record.typeName === 'binding') return this.#arrowEnds.hiddenReason(id) === undefined ? record : undefined;
    if (record.typeName !== 'shape' && record.typeName !== 'page') return record;
    const place = record.typeName === 'shape' ? this.#placement.placeOf(id) : undefined;
    if (record.typeName === 'shape' && !place?.shown) return undefined;
    const index = this.#siblings.spacedIndexOf(id) ?? record.index;
    const parentId = place?.shown ? place.parentId : undefined;
    return this.#adjust(id, record, index, parentId);
  }

  /** Gives the very same object as long as nothing differs, so that nobody downstream sees a change. */
  #adjust(id: string, record: BoardRecord, index: string, parentId: string | undefined): BoardRecord {
    const wanted = parentId === undefined ? { index } : { index, parentId };
    if (holds(record, wanted)) {
      this.#adjusted.delete(id);
      return record;
    }
    const shown = this.records.get(id);
    if (shown && this.#adjusted.get(id) === record && holds(shown, wanted)) return shown;
    this.#adjusted.set(id, record);
    // Index and parent are of the right kind: they come from sound records or from indicesAfter.
    return { ...record, ...wanted } as BoardRecord;
  }

  #standIn(id: string): BoardRecord | undefined {
    if (id === DEFAULT_DOCUMENT.id) return DEFAULT_DOCUMENT;
    return id === DEFAULT_PAGE.id && this.#pages.size === 0 ? DEFAULT_PAGE : undefined;
  }

  #quarantineReason(id: string): string | undefined {
    const place = this.#sound.has(id) ? this.#placement.placeOf(id) : undefined;
    return this.#unsound.get(id) ?? (place && !place.shown ? place.reason : undefined);
  }
}

function holds(record: BoardRecord, wanted: { index: string; parentId?: string }): boolean {
  if ('parentId' in record && record.parentId !== wanted.parentId) return false;
  return 'index' in record && record.index === wanted.index;
}

function setOrDelete(map: Map<string, string>, id: string, value: string | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}
