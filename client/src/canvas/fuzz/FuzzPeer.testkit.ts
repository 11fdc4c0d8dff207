import type { TLRecord } from '@tldraw/tlschema';
import { richTextOf, SCHEMA, textFragment } from '@weft/board-model';
import type { PersonId } from '@weft/protocol';
import { atom, createTLStore } from 'tldraw';
import type { Editor, TLShapeId, TLShapePartial, TLStore } from 'tldraw';
import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { LOCAL_ORIGIN, StoreBinding } from '../bindStoreToBoard.ts';
import { BoardHistory } from '../BoardHistory.ts';
import { replaceHistory } from '../replaceHistory.ts';
import { sayIntents } from '../sayIntents.ts';
import { asJson, sameJson } from './asJson.testkit.ts';
import type { FuzzRelay } from './FuzzRelay.testkit.ts';
import { headlessEditor } from './headlessEditor.testkit.ts';
import { UndoWatch } from './UndoWatch.testkit.ts';
import type { Doer } from './UndoWatch.testkit.ts';
import { WriteLedger } from './WriteLedger.testkit.ts';

const NETWORK = { name: 'network' };

/** One person with tldraw's real editor, the real binding and history, and a connection that comes and goes. */
export class FuzzPeer {
  readonly name: string;
  readonly doc = new Y.Doc();
  readonly store: TLStore;
  readonly editor: Editor;
  readonly binding: StoreBinding;
  readonly history: BoardHistory;
  /** The item whose text is open in the text editor. */
  writing: TLShapeId | null = null;
  /** What this page takes for locked: everybody hears of a lock at another moment. */
  #locked: ReadonlySet<string> = new Set();
  readonly #relay: FuzzRelay;
  readonly #ledger = new WriteLedger();
  readonly #undoWatch = new UndoWatch(this.doc.getMap('records'));
  readonly #stops: (() => void)[] = [];
  #online = false;
  readonly #unasked: string[] = [];
  #ownWrites = 0;
  #outbox: Uint8Array[] = [];
  #inbox: Uint8Array[] = [];

  constructor(relay: FuzzRelay, name: string, clientId: number) {
    this.name = name;
    this.#relay = relay;
    this.doc.clientID = clientId;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(relay.doc), NETWORK);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== NETWORK) this.#outbox.push(update);
    });
    // As the product's own canvas does.
    this.store = createTLStore({ schema: SCHEMA, users: { currentUser: atom('nobody', null) } });
    this.binding = new StoreBinding({
      store: this.store,
      doc: this.doc,
      sendIntent: () => {},
      onUnwritten: () => {},
      onQuarantine: () => {},
    });
    this.history = new BoardHistory(this.doc, this.binding);
    this.editor = headlessEditor(this.store);
    this.#stops.push(replaceHistory(this.editor, this.history), sayIntents(this.editor, this.binding), this.#audit());
    this.connect();
  }

  get isOnline(): boolean {
    return this.#online;
  }

  /** How often this person's page has changed the document so far. */
  get ownWrites(): number {
    return this.#ownWrites;
  }

  /** The stock handshake: each side sends what the other lacks. */
  connect(): void {
    if (this.#online) return;
    this.#online = true;
    this.#relay.listen(this, (update) => this.#inbox.push(update));
    this.#inbox = [Y.encodeStateAsUpdate(this.#relay.doc, Y.encodeStateVector(this.doc))];
    this.#outbox = [Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#relay.doc))];
  }

  disconnect(): void {
    if (!this.#online) return;
    this.#online = false;
    this.#relay.leave(this);
    this.#inbox = [];
  }

  /** The next messages arrive at the relay, in order; as one when `merged`. @returns whether there were any. */
  send(most = Infinity, merged = false): boolean {
    if (!this.#online || this.#outbox.length === 0) return false;
    const updates = this.#outbox.splice(0, most);
    for (const update of merged ? [Y.mergeUpdates(updates)] : updates) {
      this.#relay.receive(update, this.name as PersonId, this);
    }
    return true;
  }

  /** The next messages from the relay arrive here. @returns whether there were any. */
  receive(most = Infinity): boolean {
    const updates = this.#inbox.splice(0, most);
    for (const update of updates) Y.applyUpdate(this.doc, update, NETWORK);
    return updates.length > 0;
  }

  /** Writes what is pending and shows what came. @returns what binding and history did wrongly. */
  settle(): string[] {
    this.binding.writeNow();
    this.binding.readNow();
    const { records } = this.binding.view.view;
    const unasked = this.#unasked.splice(0);
    return [...unasked, ...this.#undoWatch.faults(), ...this.#ledger.settle(records), ...this.differences()];
  }

  /** Where the store is not what the document shows. */
  differences(): string[] {
    const { records } = this.binding.view.view;
    const stored = new Map<string, TLRecord>();
    for (const record of this.store.allRecords()) {
      if (this.store.scopedTypes.document.has(record.typeName) && record.typeName !== 'user')
        stored.set(record.id, record);
    }
    const ids = [...new Set([...records.keys(), ...stored.keys()])];
    return ids
      .filter((id) => !sameJson(this.#comparable(this.#withLock(records.get(id))), this.#comparable(stored.get(id))))
      .map((id) => `shows ${id} ${describeDifference(stored.get(id), records.get(id))}`);
  }

  toggleLocks(ids: readonly string[]): void {
    const locked = new Set(this.#locked);
    for (const id of ids) if (!locked.delete(id)) locked.add(id);
    this.#locked = locked;
    this.binding.setLocked(this.#locked);
  }

  #withLock(record: TLRecord | undefined): TLRecord | undefined {
    return record?.typeName === 'shape' ? { ...record, isLocked: this.#locked.has(record.id) } : record;
  }

  openText(id: TLShapeId): void {
    this.closeText();
    this.binding.writeNow();
    if (!textFragment(this.doc, id)) return;
    this.writing = id;
    this.binding.setTextBeingWritten(id, true);
  }

  /** tldraw's text editor tells the store what its text is after every change. */
  tellText(): void {
    const shape = this.writing && this.editor.getShape(this.writing);
    const fragment = this.writing && textFragment(this.doc, this.writing);
    if (!shape || !fragment) return this.closeText();
    const { id, type } = shape;
    // An item that has a text, with that text.
    this.editor.updateShape({ id, type, props: { richText: richTextOf(fragment) } } as TLShapePartial);
  }

  closeText(): void {
    if (this.writing) this.binding.setTextBeingWritten(this.writing, false);
    this.writing = null;
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.history.destroy();
    this.binding.destroy();
    this.editor.dispose();
    this.doc.destroy();
  }

  #audit(): () => void {
    const records = this.doc.getMap('records');
    const onWrite = (events: Y.YEvent<Y.AbstractType<unknown>>[], { origin }: Y.Transaction) => {
      if (origin === LOCAL_ORIGIN) this.#ledger.write(events);
      else this.#ledger.overrule(events);
      this.#undoWatch.note(events, this.#doerOf(origin));
      if (origin === NETWORK || isTidying(events, origin)) return;
      this.#ownWrites += 1;
      if (!this.#isPersons(origin)) this.#unasked.push('wrote what nobody did');
    };
    records.observeDeep(onWrite);
    const stop = this.store.listen(({ changes }) => this.#ledger.mean(changes), { source: 'user', scope: 'document' });
    return () => {
      stop();
      records.unobserveDeep(onWrite);
    };
  }

  /** What a person does is written by the canvas, the text editor or the history. */
  #isPersons(origin: unknown): boolean {
    return origin === LOCAL_ORIGIN || origin === ySyncPluginKey || this.history.isOwnOrigin(origin);
  }

  #doerOf(origin: unknown): Doer {
    if (origin === NETWORK) return 'others';
    return this.history.running ?? 'me';
  }

  #comparable(record: TLRecord | undefined): unknown {
    if (record?.id !== this.writing || record?.typeName !== 'shape') return record;
    return { ...record, props: { ...record.props, richText: null } };
  }
}

/** Yjs itself takes away marks of formatting that say nothing any more, when it hears of those of others. */
const isTidying = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], origin: unknown): boolean =>
  origin === null && events.every(({ path }) => path[1] === 'text');

function describeDifference(stored: TLRecord | undefined, shown: TLRecord | undefined): string {
  if (!stored || !shown) return stored ? 'which the document does not have' : 'not at all';
  const keys = Object.keys({ ...stored, ...shown }).filter(
    (key) => !sameJson(Reflect.get(stored, key), Reflect.get(shown, key)),
  );
  return keys
    .map((key) => `${key} as ${asJson(Reflect.get(stored, key))}, not ${asJson(Reflect.get(shown, key))}`)
    .join(', ');
}
