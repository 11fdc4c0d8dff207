import { type LiveBoardView, SCHEMA } from '@weft/board-model';
import type { ItemId, Person } from '@weft/protocol';
import { createTLStore, DefaultDashStyle, DefaultFontStyle, atom } from 'tldraw';
import type { Editor, TldrawOptions, TLStore } from 'tldraw';
import type { Awareness } from 'y-protocols/awareness';
import type { BoardConnection } from '../sync/BoardConnection.ts';
import { BoardHistory } from './BoardHistory.ts';
import { hasContent, StoreBinding } from './bindStoreToBoard.ts';
import { PresenceBinding } from './bindPresence.ts';
import type { CanvasApi } from './CanvasApi.ts';
import type { CanvasItems } from './CanvasItems.ts';
import { boardAssetStore } from './canvasAssets.ts';
import { addWeftFonts, WEFT_THEME } from './canvasTheme.ts';
import { createCanvasUser, personColor } from './canvasUser.ts';
import type { CanvasUser } from './canvasUser.ts';
import { caretWhereClicked } from './caretWhereClicked.ts';
import { collaborativeTextExtensions } from './collaborativeText.ts';
import { ContentOffers } from './contentOffers.ts';
import { resumeSession, sessionOf } from './canvasSession.ts';
import type { CanvasSession } from './canvasSession.ts';
import { createCanvasApi } from './createCanvasApi.ts';
import type { CanvasApiHandle } from './createCanvasApi.ts';
import { createCanvasExchange } from './createCanvasExchange.ts';
import { createCanvasItems } from './createCanvasItems.ts';
import { createCanvasPages, MAX_PAGES } from './createCanvasPages.ts';
import { createCanvasRestore } from './createCanvasRestore.ts';
import { fillStore } from './fillStore.ts';
import type { OpeningProgress } from './fillStore.ts';
import { keepHoldersOfLocked, letGoOfLocked, writeNothingOnLocked } from './holdLocks.ts';
import { keepAddressesAsText, removeImagesWithoutFile } from './externalContent.ts';
import { noteByEnter } from './noteByEnter.ts';
import { replaceHistory } from './replaceHistory.ts';
import { sayIntents } from './sayIntents.ts';
import { showContentOfPages } from './showContent.ts';
import { wordAtItemLimit } from './wordAtItemLimit.ts';
import type * as Y from 'yjs';

/** As many as a file that is brought in may hold: what can be imported can be worked on. tldraw's own limit is 4 000. */
const MAX_ITEMS_ON_A_PAGE = 20_000;

export interface BoardCanvasOptions {
  readonly connection: BoardConnection;
  readonly me: Person;
  readonly theme: 'light' | 'dark';
  /** Where an earlier canvas of the same board left off. */
  readonly session: CanvasSession | null;
}

/**
 * One canvas on one copy of a board's document: the store is filled before tldraw mounts, everything else is bound to
 * the editor when it does, and let go of in the opposite order.
 */
export class BoardCanvas {
  readonly store: TLStore;
  readonly user: CanvasUser;
  readonly options: Partial<TldrawOptions>;
  readonly #connection: BoardConnection;
  readonly #doc: Y.Doc;
  readonly #awareness: Awareness;
  readonly #me: Person;
  readonly #binding: StoreBinding;
  readonly #history: BoardHistory;
  readonly #offers = new ContentOffers();
  #editor: Editor | null = null;
  #presence: PresenceBinding | null = null;
  #handle: CanvasApiHandle | null = null;
  #quarantined = 0;
  readonly #stops: (() => void)[];
  #session: CanvasSession | null;
  #locked: ReadonlySet<ItemId> | null = null;

  /** Opens the canvas in portions: a large board is not read and filled in one go. */
  static *opening(options: BoardCanvasOptions): Generator<OpeningProgress, BoardCanvas, undefined> {
    const { connection } = options;
    const store = createTLStore({
      schema: SCHEMA,
      assets: boardAssetStore(connection.boardId),
      // Who wrote what is the server's to say: tldraw's own attribution in the document could be forged.
      users: { currentUser: atom('nobody', null) },
      themes: { default: WEFT_THEME },
    });
    const view = yield* fillStore(store, connection.doc);
    return new BoardCanvas(options, store, view);
  }

  private constructor({ connection, me, theme, session }: BoardCanvasOptions, store: TLStore, view: LiveBoardView) {
    this.#session = session;
    this.#connection = connection;
    this.#doc = connection.doc;
    this.#awareness = connection.awareness;
    this.#me = me;
    this.user = createCanvasUser(me, theme);
    this.store = store;
    this.#binding = new StoreBinding({
      store: this.store,
      doc: this.#doc,
      view,
      sendIntent: (intent) => connection.sendIntent(intent),
      onUnwritten: (unwritten) => {
        connection.setUnwritten(unwritten);
        this.#presence?.requestSend();
      },
      onQuarantine: (count) => this.#setQuarantined(count),
    });
    this.#history = new BoardHistory(this.#doc, this.#binding);
    this.#doc.on('afterTransaction', this.#sayUndo);
    this.#showLocks();
    this.#stops = [
      connection.subscribe(() => this.#showLocks()),
      connection.onBeforeReplace(() => this.#mayBeReplaced()),
    ];
    this.options = this.#editorOptions();
  }

  /** Binds tldraw's editor. @returns what undoes it. */
  mount(editor: Editor, onReady: (api: CanvasApi) => void): () => void {
    this.#editor = editor;
    const outlined = createCanvasItems(editor, this.#doc, this.#binding);
    const pages = createCanvasPages(editor, this.#binding);
    const exchange = createCanvasExchange(editor, this.#doc, this.#binding, this.#offers);
    this.#handle = createCanvasApi(editor, {
      items: outlined.items,
      pages,
      exchange,
      restore: createCanvasRestore(editor, this.#doc, this.#binding),
    });
    this.#handle.setQuarantined(this.#quarantined);
    this.#presence = new PresenceBinding({
      store: this.store,
      awareness: this.#awareness,
      user: this.user.record,
      connection: this.#connection,
      gestures: this.#binding,
      me: this.#me.id,
      hasPointed: () => !editor.inputs.getCurrentScreenPoint().equalsXY(0, 0),
      colorOf: personColor,
    });
    const stops = [
      replaceHistory(editor, this.#history),
      sayIntents(editor, this.#binding),
      writeAtGestureEnds(editor, this.#binding),
      removeImagesWithoutFile(editor),
      noteByEnter(editor, () => this.#handle?.api.addNote()),
      caretWhereClicked(editor),
      wordAtItemLimit(editor),
      writeNothingOnLocked(editor),
      keepHoldersOfLocked(editor, () => this.#connection.state().hello?.role),
      showContentOfPages(editor, this.#resume(editor)),
    ];
    keepAddressesAsText(editor);
    editor.setStyleForNextShapes(DefaultFontStyle, 'serif');
    editor.setStyleForNextShapes(DefaultDashStyle, 'solid');
    onReady(this.#handle.api);
    return () => {
      this.#session = sessionOf(editor);
      for (const stop of stops) stop();
      this.#binding.writeNow();
      this.#presence?.destroy();
      outlined.destroy();
      this.#handle?.destroy();
      this.#presence = this.#handle = this.#editor = null;
    };
  }

  /** What can be done with the items; null while there is no editor. */
  get items(): CanvasItems | null {
    return this.#handle?.api.items ?? null;
  }

  setTheme(theme: 'light' | 'dark'): void {
    this.user.theme.set(theme);
    this.#presence?.refresh();
  }

  setReadOnly(readOnly: boolean): void {
    this.#binding.readOnly = readOnly;
    this.#editor?.updateInstanceState({ isReadonly: readOnly });
  }

  /** What the person looks at, has selected and holds, for the canvas that comes after this one. */
  get session(): CanvasSession | null {
    return this.#editor ? sessionOf(this.#editor) : this.#session;
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#doc.off('afterTransaction', this.#sayUndo);
    this.#binding.destroy();
    this.#history.destroy();
  }

  /** Just before the update leaves: an undo is told apart from new writing by the intent ahead of it. */
  #sayUndo = (transaction: Y.Transaction): void => {
    const kind = this.#history.running;
    if (kind && this.#history.isOwnOrigin(transaction.origin) && hasContent(transaction)) {
      this.#connection.sendIntent({ kind });
    }
  };

  #showLocks(): void {
    const { locked } = this.#connection.state();
    if (locked === this.#locked) return;
    this.#locked = locked;
    this.#binding.setLocked(locked);
    if (this.#editor) letGoOfLocked(this.#editor);
  }

  /** Another copy of the document may follow: not in the middle of a gesture, or while a caret stands somewhere. */
  #mayBeReplaced(): boolean {
    const editor = this.#editor;
    if (editor && (editor.inputs.getIsPointing() || editor.getEditingShapeId() !== null)) return false;
    this.#binding.writeNow();
    return true;
  }

  /** @returns whether the canvas goes on from where an earlier one was. */
  #resume(editor: Editor): boolean {
    if (this.#session === null) return false;
    resumeSession(editor, this.#session);
    this.#session = null;
    return true;
  }

  #setQuarantined(count: number): void {
    this.#quarantined = count;
    this.#handle?.setQuarantined(count);
  }

  #editorOptions(): Partial<TldrawOptions> {
    const context = {
      doc: this.#doc,
      awareness: this.#awareness,
      binding: this.#binding,
      history: this.#history,
      // An item's id is tldraw's shape id.
      itemBeingEdited: () => (this.#editor?.getEditingShapeId() ?? null) as ItemId | null,
      personOf: (client: number) => {
        const { clients, people } = this.#connection.state();
        const person = people.find(({ id }) => id === clients.get(client));
        return person ? { name: person.name, color: personColor(person.color) } : null;
      },
      asRemote: (change: () => void) => this.store.mergeRemoteChanges(change),
    };
    return {
      maxPages: MAX_PAGES,
      maxShapesPerPage: MAX_ITEMS_ON_A_PAGE,
      // What is locked has a story too, and says who may unlock it; tldraw still lets nobody change it.
      selectLockedShapes: true,
      actionShortcutsLocation: 'toolbar',
      branding: 'Weft',
      text: {
        addFontsFromNode: addWeftFonts,
        tipTapConfig: {
          extensions: collaborativeTextExtensions(() => (this.#editor ? context : null)),
          // tldraw's own choice is the start of the text, and then its end a moment later: whoever types at once writes backwards.
          autofocus: 'end',
        },
      },
      onBeforePasteFromClipboard: ({ content }) => (this.#offers.fromPaste(content) ? false : undefined),
      experimental__onDropOnCanvas: (drop) =>
        !this.#binding.readOnly &&
        this.#offers.fromDrop(drop, (files, point) => {
          this.#editor?.markHistoryStoppingPoint('drop');
          void this.#editor?.putExternalContent({ type: 'files', files, point });
        }),
    };
  }
}

/** A gesture is written exactly when it ends, and nothing of it is lost with the page. */
function writeAtGestureEnds(editor: Editor, binding: StoreBinding): () => void {
  const onEvent = (event: { readonly name: string }) => {
    if (event.name === 'pointer_up' || event.name === 'complete' || event.name === 'cancel') {
      // After tldraw's tools have seen it.
      queueMicrotask(() => binding.writeNow());
    }
  };
  const write = () => binding.writeNow();
  editor.on('event', onEvent);
  window.addEventListener('blur', write);
  window.addEventListener('pagehide', write);
  document.addEventListener('visibilitychange', write);
  return () => {
    editor.off('event', onEvent);
    window.removeEventListener('blur', write);
    window.removeEventListener('pagehide', write);
    document.removeEventListener('visibilitychange', write);
  };
}
