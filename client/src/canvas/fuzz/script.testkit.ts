import { itemOperations } from './itemOperations.testkit.ts';
import type { Operation } from './itemOperations.testkit.ts';
import { randomFrom } from './random.testkit.ts';
import { textOperations } from './textOperations.testkit.ts';
import { treeOperations } from './treeOperations.testkit.ts';

/** One thing that happens: who does what, with which choices. */
export interface Step {
  readonly peer: number;
  readonly kind: string;
  readonly choices: readonly number[];
}

const MISTAKES = [
  'paste',
  'duplicate',
  'remove',
  'makePicture',
  'group',
  'ungroup',
  'reparent',
  'makePage',
  'removePage',
  'moveToPage',
] as const;

/** What people do in the order of time: steps within one step of undo, and how they go through it. */
const historyOperations = {
  undo({ editor }, choices) {
    for (let i = 0; i <= choices.below(3); i++) editor.undo();
  },
  redo({ editor }, choices) {
    for (let i = 0; i <= choices.below(3); i++) editor.redo();
  },
  /** What people do by mistake, mostly in large pieces, and take back when others may have it already. */
  regret(peer, choices) {
    const { editor } = peer;
    editor.markHistoryStoppingPoint('mistake');
    EDITS[choices.one(MISTAKES) ?? 'paste']?.(peer, choices);
    peer.binding.writeNow();
    if (choices.chance(0.5)) peer.send();
    if (choices.chance(0.5)) peer.receive();
    editor.undo();
    if (choices.chance(0.4)) editor.redo();
  },
  /** A gesture that Escape ends. */
  takeBack({ editor, binding }, choices) {
    const mark = editor.markHistoryStoppingPoint('gesture');
    itemOperations.drag({ editor, binding } as Parameters<Operation>[0], choices);
    editor.bailToMark(mark);
  },
} satisfies Record<string, Operation>;

/** What happens to the connection and to time. */
const networkOperations = {
  settle: (peer) => peer.binding.writeNow(),
  frame: (peer) => peer.binding.readNow(),
  send: (peer, choices) => void peer.send(1 + choices.below(6), choices.chance(0.3)),
  receive: (peer, choices) => void peer.receive(1 + choices.below(10)),
  online: (peer) => peer.connect(),
  offline: (peer) => peer.disconnect(),
} satisfies Record<string, Operation>;

export const EDITS: Readonly<Record<string, Operation>> = {
  ...itemOperations,
  ...treeOperations,
  ...textOperations,
  ...historyOperations,
};
export const NETWORK: Readonly<Record<string, Operation>> = networkOperations;

/** How often each happens beside the others; 2 where nothing else is said. */
const WEIGHTS: Readonly<Record<string, number>> = {
  make: 6,
  makeArrow: 5,
  rebind: 4,
  group: 4,
  reparent: 4,
  type: 4,
  undo: 6,
  redo: 3,
  regret: 4,
  drag: 4,
  remove: 3,
  makePage: 1,
  removePage: 1,
  turnPage: 1,
  lock: 0.5,
  changeAsset: 1,
};

const KINDS = Object.keys(EDITS);
const TOTAL = KINDS.reduce((sum, kind) => sum + (WEIGHTS[kind] ?? 2), 0);
const CHOICES = 8;

/** As many edits for each of the people, in a random order, with what the network does in between. */
export function scriptOf(seed: number, people: number, editsEach: number): Step[] {
  const random = randomFrom(seed);
  const left = Array.from({ length: people }, () => editsEach);
  const steps: Step[] = [];
  const step = (peer: number, kind: string) => {
    steps.push({ peer, kind, choices: Array.from({ length: CHOICES }, () => Math.round(random() * 1e4) / 1e4) });
  };
  for (;;) {
    const busy = left.flatMap((count, peer) => (count > 0 ? [peer] : []));
    const peer = busy[Math.floor(random() * busy.length)];
    if (peer === undefined) return steps;
    left[peer] = (left[peer] ?? 0) - 1;
    step(peer, editFor(random() * TOTAL));
    networkMood(random, people, step);
  }
}

function editFor(at: number): string {
  let rest = at;
  for (const kind of KINDS) {
    rest -= WEIGHTS[kind] ?? 2;
    if (rest < 0) return kind;
  }
  return 'make';
}

/** Most of the time what is made travels soon; sometimes somebody is away for dozens of edits. */
function networkMood(random: () => number, people: number, step: (peer: number, kind: string) => void): void {
  for (let peer = 0; peer < people; peer++) {
    if (random() < 0.15) step(peer, 'settle');
    if (random() < 0.35) step(peer, 'send');
    if (random() < 0.35) step(peer, 'receive');
    if (random() < 0.2) step(peer, 'frame');
    if (random() < 0.015) step(peer, 'offline');
    if (random() < 0.04) step(peer, 'online');
  }
}
