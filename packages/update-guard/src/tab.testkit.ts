import type { PersonId, Role } from '@weft/protocol';
import * as fc from 'fast-check';
import * as Y from 'yjs';
import { edit, openPeer, perform, type Edit, type Peer } from '../../update-codec/src/peers.testkit.ts';
import { SimulatedBoard, person } from './simulatedBoard.testkit.ts';

const NETWORK = 'network';

/**
 * One browser tab on a simulated board: edits at once, sends and receives when told to, loses its connection, and
 * reloads under a new clientID with what its person's offline store holds, unsent work of other tabs included.
 */
export class Tab {
  readonly personId: PersonId;
  readonly role: Role;
  readonly #board: SimulatedBoard;
  readonly #newClientId: () => number;
  #peer: Peer;
  #online = false;
  #outbox: Uint8Array[] = [];
  #inbox: Uint8Array[] = [];

  constructor(board: SimulatedBoard, personId: PersonId, role: Role, newClientId: () => number) {
    this.#board = board;
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
    this.#board.receive(update, this.personId, this.role, this);
  }

  receive(): void {
    for (const update of this.#inbox.splice(0)) Y.applyUpdate(this.doc, update, NETWORK);
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
const step: fc.Arbitrary<Step> = fc.oneof(
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

/** Two tabs of Ann's, one of Ben's, one of Vic's who only views; played to the end, then everybody is brought together. */
export function play(script: readonly Step[]): { board: SimulatedBoard; tabs: readonly Tab[] } {
  const board = new SimulatedBoard();
  let lastClientId = 100;
  const newClientId = () => (lastClientId * 48_271) % 2_147_483_647;
  const next = () => (lastClientId = newClientId());
  const tabs = [
    new Tab(board, person('ann'), 'participant', next),
    new Tab(board, person('ann'), 'participant', next),
    new Tab(board, person('ben'), 'facilitator', next),
    new Tab(board, person('vic'), 'viewer', next),
  ];
  for (const what of script) {
    const actor = tabs[what.tab] as Tab;
    if (what.kind === 'edit') actor.edit(what.edit);
    else if (what.kind === 'send' || what.kind === 'connect') actor[what.kind](what.flag);
    else if (what.kind === 'reload') actor.reload(tabs.filter(({ personId }) => personId === actor.personId));
    else actor[what.kind]();
  }
  for (let round = 0; round < 3; round += 1) {
    for (const each of tabs) {
      each.connect(false);
      each.receive();
      each.send(false);
    }
  }
  return { board, tabs };
}
