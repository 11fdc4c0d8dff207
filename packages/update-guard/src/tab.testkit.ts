import type { PersonId, Role } from '@weft/protocol';
import * as fc from 'fast-check';
import * as Y from 'yjs';
import { edit, openPeer, perform, type Edit, type Peer } from '../../update-codec/src/peers.testkit.ts';
import { SimulatedBoard, person } from './simulatedBoard.testkit.ts';

const NETWORK = 'network';

/** The browser of one person: its tabs share an offline store, and know of a copy that must not go on. */
interface Device {
  /** The copy that is begun next, or in use; earlier ones hold something that the board refused. */
  copy: number;
}

/**
 * One browser tab on a simulated board: edits at once, sends and receives when told to, loses its connection, and
 * reloads under a new clientID with what its person's offline store holds, unsent work of other tabs included.
 * Where something of its copy was refused, it sends the rest and then starts anew from the board.
 */
class Tab {
  readonly personId: PersonId;
  readonly role: Role;
  readonly #board: SimulatedBoard;
  readonly #newClientId: () => number;
  #peer: Peer;
  #online = false;
  #outbox: Uint8Array[] = [];
  #inbox: Uint8Array[] = [];
  readonly #device: Device;
  #copy: number;

  constructor(
    board: SimulatedBoard,
    personId: PersonId,
    role: Role,
    newClientId: () => number,
    device: Device = { copy: 0 },
  ) {
    this.#board = board;
    this.#device = device;
    this.#copy = device.copy;
    this.personId = personId;
    this.role = role;
    this.#newClientId = newClientId;
    this.#peer = this.#open([]);
    this.connect(false);
  }

  get doc(): Y.Doc {
    return this.#peer.doc;
  }

  edit(what: Edit): void {
    if (this.role !== 'viewer') perform(this.#peer, what);
  }

  /** @param merged as one frame, as a client that gathers its changes does */
  send(merged: boolean): void {
    const updates = this.#outbox.splice(0);
    if (!this.#online || updates.length === 0) return;
    for (const update of merged ? [Y.mergeUpdates(updates)] : updates) this.#sendOne(update);
  }

  #sendOne(update: Uint8Array): void {
    const verdict = this.#board.receive(update, this.personId, this.role, this);
    if (verdict.kind !== 'neutralise' || verdict.refused.length === 0) return;
    this.#device.copy = Math.max(this.#device.copy, this.#copy + 1);
  }

  receive(): void {
    for (const update of this.#inbox.splice(0)) Y.applyUpdate(this.doc, update, NETWORK);
    if (this.#online && this.#copy < this.#device.copy) this.#startAnew();
  }

  /** Everything else reached the board first. */
  #startAnew(): void {
    this.send(false);
    this.#copy = this.#device.copy;
    this.#peer = this.#open([Y.encodeStateAsUpdate(this.#board.doc)]);
    this.#outbox = [];
    this.#inbox = [];
  }

  /** The stock handshake; `whole` sends all that the tab knows instead of the difference. */
  connect(whole: boolean): void {
    if (this.#online) return;
    this.#online = true;
    this.#board.listen(this, (update) => this.#inbox.push(update));
    this.#inbox.push(Y.encodeStateAsUpdate(this.#board.doc, Y.encodeStateVector(this.doc)));
    this.#outbox = [];
    const known = whole ? undefined : Y.encodeStateVector(this.#board.doc);
    this.#sendOne(Y.encodeStateAsUpdate(this.doc, known));
  }

  disconnect(): void {
    this.#online = false;
    this.#board.leave(this);
    this.#inbox = [];
  }

  /** @param sharers the tabs that keep the same offline store */
  reload(sharers: readonly Tab[]): void {
    this.disconnect();
    this.#copy = Math.min(...sharers.map((sharer) => sharer.#copy));
    this.#peer = this.#open(sharers.map(({ doc }) => Y.encodeStateAsUpdate(doc)));
  }

  #open(stored: readonly Uint8Array[]): Peer {
    const peer = openPeer(this.#newClientId());
    for (const state of stored) Y.applyUpdate(peer.doc, state, NETWORK);
    peer.doc.on('update', (update: Uint8Array, origin: unknown) => {
      // As y-websocket does: all that did not come from the network, so also what Yjs tidies on its own.
      if (origin !== NETWORK) this.#outbox.push(update);
    });
    return peer;
  }
}

export type Step =
  | { readonly kind: 'edit'; readonly tab: number; readonly edit: Edit }
  | { readonly kind: 'send' | 'connect'; readonly tab: number; readonly flag: boolean }
  | { readonly kind: 'receive' | 'disconnect' | 'reload'; readonly tab: number };

const tab = fc.nat(3);
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('edit' as const), tab, edit }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('send' as const, 'connect' as const), tab, flag: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('receive' as const, 'receive' as const, 'disconnect' as const, 'reload' as const),
      tab,
    }),
  },
);
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 30, maxLength: 150 });

/** A board and the people on it. */
export interface Table {
  readonly board: SimulatedBoard;
  readonly tabs: readonly Tab[];
}

/** Two tabs of Ann's, one of Ben's, who facilitates, one of Vic's, who only views. */
export function seat(board = new SimulatedBoard()): Table {
  let lastClientId = 100;
  const newClientId = () => (lastClientId * 48_271) % 2_147_483_647;
  const next = () => (lastClientId = newClientId());
  const device: Device = { copy: 0 };
  const tabs = [
    new Tab(board, person('ann'), 'participant', next, device),
    new Tab(board, person('ann'), 'participant', next, device),
    new Tab(board, person('ben'), 'facilitator', next),
    new Tab(board, person('vic'), 'viewer', next),
  ];
  return { board, tabs };
}

export function play({ tabs }: Table, script: readonly Step[]): void {
  for (const what of script) {
    const actor = tabs[what.tab] as Tab;
    if (what.kind === 'edit') actor.edit(what.edit);
    else if (what.kind === 'send' || what.kind === 'connect') actor[what.kind](what.flag);
    else if (what.kind === 'reload') actor.reload(tabs.filter(({ personId }) => personId === actor.personId));
    else actor[what.kind]();
  }
}

/** Brings everybody together. */
export function finish({ tabs }: Table): void {
  for (let round = 0; round < 4; round += 1) {
    for (const each of tabs) {
      each.connect(false);
      each.receive();
      each.send(false);
    }
  }
}
