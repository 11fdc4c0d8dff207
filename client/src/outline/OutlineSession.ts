import type { OutlineEntry } from '@weft/board-model';
import type { ItemId } from '@weft/protocol';
import type { CanvasApi } from '../canvas/CanvasApi.ts';
import type { CanvasItems } from '../canvas/CanvasItems.ts';
import { toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';
import type { Doing, OutlineActions } from './OutlineActions.ts';
import { entriesById } from './outlineRows.ts';
import { isContainer, isWritable, nameOf, typeText } from './outlineWords.ts';

export interface OutlineStage {
  readonly canvas: CanvasApi;
  /** Says for those who listen what was done. */
  say(words: string): void;
  /** Makes an entry the current one, with the focus on it. */
  stand(id: string): void;
  fold(id: string, folded: boolean): void;
}

/**
 * What goes on in the outline, and everything that can be done in it. One object for as long as the panel is open, so
 * that thousands of entries need not be drawn again for each step.
 */
export class OutlineSession implements OutlineActions {
  #stage: OutlineStage | null = null;
  #doing: Doing | null = null;
  readonly #listeners = new Set<() => void>();

  /** Where what is done takes effect. */
  enter(stage: OutlineStage): void {
    this.#stage = stage;
  }

  /** The panel may be put away in the middle of a move. */
  readonly leave = (): void => this.#set(null);

  readonly doing = (): Doing | null => this.#doing;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly go = (id: string): void => {
    this.#set(null);
    this.#stage?.stand(id);
    this.#select(id);
  };

  readonly fold = (id: string, folded: boolean): void => this.#stage?.fold(id, folded);

  readonly openMenu = (id: string): void => {
    this.#stage?.stand(id);
    this.#set({ kind: 'menu', id });
  };

  readonly closeMenu = (): void => {
    if (this.#doing?.kind === 'menu') this.#endAt(this.#doing.id, null);
  };

  readonly write = (id: string): void => {
    const known = this.#entry(id);
    if (!known) return;
    if (isWritable(known)) this.#set({ kind: 'write', id, base: known.text });
    else this.#endAt(id, t('outline.noText', { type: typeText(known.type).toLocaleLowerCase() }));
  };

  readonly endWriting = (id: string, base: string, text: string | null): void => {
    if (text === null || text === base) return this.#endAt(id, null);
    const isWritten = this.#items?.setText(id as ItemId, base, text) === true;
    this.#endAt(id, isWritten ? t('outline.written') : t('outline.locked'));
  };

  readonly addNote = (id: string): void => {
    const known = this.#entry(id);
    const added = this.#items?.addNote(id) ?? null;
    if (added === null) return this.#endAt(id, t('outline.locked'));
    if (known && isContainer(known)) this.fold(id, false);
    this.#writeNew(added, t('outline.added'));
  };

  readonly buildOn = (id: string): void => {
    const item = this.#name(id);
    const added = this.#items?.buildOn([id as ItemId], false) ?? null;
    if (added === null) return this.#endAt(id, t('outline.cannotBuildOn'));
    this.#writeNew(added, t('outline.builtOn', { item }));
  };

  readonly beginMove = (id: string): void => {
    const move = this.#items?.move(id as ItemId) ?? null;
    if (!move) return this.#endAt(id, t('outline.locked'));
    this.#select(id);
    this.#stage?.stand(id);
    this.#set({ kind: 'move', id, move });
    this.#say(t('outline.moving'));
  };

  readonly moveBy = (dx: number, dy: number): void => {
    if (this.#doing?.kind === 'move') this.#doing.move.by(dx, dy);
  };

  readonly endMove = (kept: boolean): void => {
    if (this.#doing?.kind !== 'move') return;
    const { id, move } = this.#doing;
    if (!kept) move.back();
    this.#endAt(id, null);
    this.#select(id);
    this.#say(kept ? placeWords(this.#items?.outline() ?? [], id) : t('outline.movedBack'));
  };

  readonly beginConnect = (id: string): void => this.#set({ kind: 'connect', id });

  readonly endConnect = (from: string, to: string | null): void => {
    if (to === null) return this.#endAt(from, null);
    const arrow = this.#items?.connect(from as ItemId, to as ItemId) ?? null;
    const names = { from: this.#name(from), to: this.#name(to) };
    this.#endAt(from, arrow ? t('outline.connected', names) : t('outline.locked'));
  };

  readonly remove = (id: string): void => {
    const item = this.#name(id);
    this.#set(null);
    const removal = this.#items?.remove(id as ItemId) ?? null;
    if (!removal) return this.#say(t('outline.locked'));
    const run = () => {
      const isBack = removal.undo();
      if (isBack) this.#stage?.stand(id);
      toast(isBack ? t('outline.broughtBack', { item }) : t('outline.overtaken'));
    };
    toast(t('outline.removed', { item }), { action: { label: t('app.undo'), run } });
  };

  readonly undo = (): void => {
    this.#items?.undo();
    this.#say(t('outline.undone'));
  };

  readonly redo = (): void => {
    this.#items?.redo();
    this.#say(t('outline.redone'));
  };

  get #items(): CanvasItems | undefined {
    return this.#stage?.canvas.items;
  }

  #writeNew(added: ItemId, words: string): void {
    this.#select(added);
    this.#stage?.stand(added);
    this.#set({ kind: 'write', id: added, base: '' });
    this.#say(words);
  }

  #set(next: Doing | null): void {
    const before = this.#doing;
    this.#doing = next;
    // Whatever comes next, an item on its way stays where it was brought.
    if (before?.kind === 'move') before.move.done();
    for (const listener of this.#listeners) listener();
  }

  #entry(id: string): OutlineEntry | undefined {
    return entriesById(this.#items?.outline() ?? []).get(id);
  }

  #name(id: string): string {
    const known = this.#entry(id);
    return known ? nameOf(known) : t('outline.somewhere');
  }

  #select(id: string): void {
    const { canvas } = this.#stage ?? {};
    if (this.#entry(id)?.type === 'page') canvas?.pages.goTo(id);
    else canvas?.select(id as ItemId);
  }

  #say(words: string): void {
    this.#stage?.say(words);
  }

  #endAt(id: string, words: string | null): void {
    this.#set(null);
    this.#stage?.stand(id);
    if (words !== null) this.#say(words);
  }
}

/** Where an item is read now, in words. */
function placeWords(pages: readonly OutlineEntry[], id: string): string {
  const siblings = siblingsOf(pages, id);
  const index = siblings.findIndex((entry) => entry.id === id);
  const before = siblings[index - 1];
  const count = siblings.length;
  return before
    ? t('outline.moved', { position: index + 1, count, item: nameOf(before) })
    : t('outline.movedFirst', { count });
}

function siblingsOf(entries: readonly OutlineEntry[], id: string): readonly OutlineEntry[] {
  if (entries.some((entry) => entry.id === id)) return entries;
  return entries.map(({ children }) => siblingsOf(children, id)).find((found) => found.length > 0) ?? [];
}
