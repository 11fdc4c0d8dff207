import { readBoard } from '@weft/board-model';
import * as tldraw from 'tldraw';
import { vi } from 'vitest';
import { expectSound } from '../../../../packages/board-model/src/view/soundBoard.testkit.ts';
import { asJson, sameJson } from './asJson.testkit.ts';
import { FuzzPeer } from './FuzzPeer.testkit.ts';
import { FuzzRelay } from './FuzzRelay.testkit.ts';
import { Choices, randomFrom } from './random.testkit.ts';
import { EDITS, NETWORK } from './script.testkit.ts';
import type { Step } from './script.testkit.ts';

const NAMES = ['ann', 'ben', 'cem', 'dua'];
/** Deliveries after which everything must be still. */
const MOST_ROUNDS = 20;
/** How often somebody's store is held against their document while it goes on. */
const LOOK_EVERY = 20;

/** Why a sound record is not shown for a while. */
const WAITS: ReadonlySet<string> = new Set(['its page, frame or group is gone', 'what holds it cannot be shown']);

/** Plays a script to the end with real editors. @returns what is wrong, or null. */
export async function playScript(seed: number, script: readonly Step[]): Promise<string | null> {
  const stop = seedEverything(seed);
  const relay = new FuzzRelay();
  const count = Math.max(0, ...script.map(({ peer }) => peer)) + 1;
  const peers: FuzzPeer[] = [];
  try {
    for (let i = 0; i < count; i++) peers.push(new FuzzPeer(relay, NAMES[i] ?? `p${i}`, 1_001 + i));
    for (const [at, step] of script.entries()) await play(at, step, peers);
    await bringTogether(peers);
    check(relay, peers);
    return null;
  } catch (error) {
    return told(error);
  } finally {
    for (const peer of peers) peer.destroy();
    stop();
  }
}

/** tldraw's types leave its own switch for tests out. */
const { mockUniqueId, restoreUniqueId } = tldraw as unknown as {
  readonly mockUniqueId: (next: () => string) => void;
  readonly restoreUniqueId: () => void;
};

/** Ids, clocks and chance follow from the seed alone, so that a failure comes again. */
function seedEverything(seed: number): () => void {
  const random = randomFrom(seed + 77_777);
  const chance = vi.spyOn(Math, 'random').mockImplementation(random);
  let ids = 0;
  // Ids in no order, as real ones are.
  mockUniqueId(() => `${Math.floor(random() * 36 ** 6).toString(36)}${(ids++).toString(36)}`);
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  return () => {
    vi.useRealTimers();
    restoreUniqueId();
    chance.mockRestore();
  };
}

async function play(at: number, { peer: index, kind, choices }: Step, peers: readonly FuzzPeer[]): Promise<void> {
  const peer = peers[index];
  if (!peer) return;
  const drawn = new Choices(choices);
  try {
    if (EDITS[kind]) {
      if (drawn.chance(0.7)) peer.editor.markHistoryStoppingPoint(kind);
      EDITS[kind](peer, drawn);
    } else NETWORK[kind]?.(peer, drawn);
    if (drawn.chance(0.2)) vi.advanceTimersByTime(drawn.below(300));
    await Promise.resolve();
    if (at % LOOK_EVERY === LOOK_EVERY - 1) report(peer.name, peer.settle());
  } catch (error) {
    throw new Error(`step ${at}, ${peer.name} ${kind}`, { cause: error });
  }
}

/** An error with its causes and the places in the code that lead to it, without the machinery's own. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = (error.stack ?? '')
    .split('\n')
    .flatMap((line) => /at (?:async )?(\S+) .*\/([\w.-]+:\d+):/.exec(line)?.slice(1).join(' ') ?? []);
  const here = `${error.message}\n    ${places.slice(0, 12).join(' < ')}`;
  return error.cause === undefined ? here : `${error.message}: ${told(error.cause)}`;
}

/** From here on nobody does anything, so whatever a page still writes is a repair. */
async function bringTogether(peers: readonly FuzzPeer[]): Promise<void> {
  for (const peer of peers) {
    peer.closeText();
    await Promise.resolve();
    peer.binding.writeNow();
    peer.connect();
  }
  const written = peers.map((peer) => peer.ownWrites);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = false;
    for (const peer of peers) moved = peer.send() || moved;
    for (const peer of peers) moved = peer.receive() || moved;
    for (const peer of peers) report(peer.name, peer.settle());
    if (moved) continue;
    vi.advanceTimersByTime(5_000);
    for (const peer of peers) report(peer.name, peer.settle());
    const repairer = peers.find((peer, i) => peer.ownWrites !== written[i]);
    if (repairer) throw new Error(`${repairer.name} wrote a repair`);
    return;
  }
  throw new Error('it never came to rest');
}

function check(relay: FuzzRelay, peers: readonly FuzzPeer[]): void {
  const view = readBoard(relay.doc);
  expectSound(view);
  // What hangs from nothing may wait for it; a record that is no record is somebody's fault.
  for (const [id, reason] of view.quarantined) {
    if (!WAITS.has(reason)) throw new Error(`somebody wrote ${id}, which cannot be shown: ${reason}`);
  }
  for (const peer of peers) {
    const own = peer.doc.getMap('records').toJSON();
    const others = relay.doc.getMap('records').toJSON();
    const differing = Object.keys({ ...own, ...others }).filter((id) => !sameJson(own[id], others[id]));
    for (const id of differing) throw new Error(`${peer.name} has ${asJson(own[id])}, not ${asJson(others[id])}`);
    if (!sameJson(Object.fromEntries(readBoard(peer.doc).records), Object.fromEntries(view.records))) {
      throw new Error(`${peer.name} sees another board`);
    }
    checkStore(peer);
  }
}

/** tldraw's own checks, and everything it would compute to draw every page. */
function checkStore({ name, store, editor }: FuzzPeer): void {
  store.validate('tests');
  // A merge of nothing ends with the store's check of itself.
  const repaired = store.extractingChanges(() => store.mergeRemoteChanges(() => {}));
  const repairs = [repaired.added, repaired.updated, repaired.removed].flatMap((records) => Object.keys(records));
  if (repairs.length > 0) throw new Error(`${name}'s store needed repair: ${repairs.join(', ')}`);
  for (const page of editor.getPages()) {
    editor.setCurrentPage(page.id);
    for (const shape of editor.getCurrentPageShapesSorted()) {
      const bounds = editor.getShapePageBounds(shape);
      if (!bounds?.isValid()) throw new Error(`${name}: ${shape.id} has no bounds`);
    }
    editor.getRenderingShapes();
  }
}

function report(name: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`${name} ${faults.slice(0, 3).join('\n  ')}`);
}
