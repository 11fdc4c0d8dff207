import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldContributions, ContributionFold, type FoldResult } from './index.ts';
import { byName, Workshop, type Peer } from './workshop.testkit.ts';

/** One thing a person does; `a` and `b` choose among what is there. */
const step = fc.record({
  peer: fc.nat(2),
  act: fc.constantFrom(
    'add',
    'type',
    'type',
    'type',
    'erase',
    'erase',
    'split',
    'move',
    'colour',
    'remove',
    'copy',
    'cut',
    'undo',
    'undo',
    'redo',
    'disconnect',
    'connect',
    'connect',
    'wait',
  ),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Truth {
  readonly startedBy: Map<string, string>;
}

function perform(workshop: Workshop, truth: Truth, { peer: index, act, a, b }: Step): void {
  const peer = workshop.peers[index] as Peer;
  const ids = [...peer.records.keys()].filter((id) => id.startsWith('shape:')).toSorted(byName);
  const id = ids[a % Math.max(1, ids.length)];
  workshop.wait(b * 3);
  switch (act) {
    case 'add':
      truth.startedBy.set(peer.add('note', {}, peer.letters(b % 12, a)), peer.id);
      break;
    case 'undo':
      // Offline, no intent explains an undo: see rule T8.
      if (peer.online) peer.undo();
      break;
    case 'redo':
      if (peer.online) peer.redo();
      break;
    case 'disconnect':
      peer.disconnect();
      break;
    case 'connect':
      peer.connect();
      break;
    case 'wait':
      workshop.wait(60_000);
      break;
    default:
      if (id !== undefined) performOn(workshop, truth, peer, id, ids[b % ids.length] as string, act, a, b);
  }
}

function performOn(
  workshop: Workshop,
  truth: Truth,
  peer: Peer,
  id: string,
  otherId: string,
  act: Step['act'],
  a: number,
  b: number,
): void {
  const { length } = peer.text(id);
  switch (act) {
    case 'type':
      peer.type(id, b % (length + 1), peer.letters(1 + (a % 7), b));
      break;
    case 'erase':
      if (length > 0) peer.erase(id, b % length, 1 + (a % 9));
      break;
    case 'split':
      // Splitting what somebody deletes at the same time brings it back as new words: see rule T6.
      if (length > 0 && peer.online) peer.split(id, b % length);
      break;
    case 'move':
      peer.set(id, 'xy', [a, b]);
      break;
    case 'colour':
      peer.set(id, 'props.color', `colour ${a}`);
      break;
    case 'remove':
      peer.remove(id);
      break;
    case 'cut': {
      if (!peer.online || length === 0) break;
      const at = b % length;
      const before = peer.text(id);
      peer.erase(id, at, 1 + (a % 9));
      const cut = before.slice(at, at + before.length - peer.text(id).length);
      const place = a % (peer.text(otherId).length + 1);
      if (cut.length > 0) peer.type(otherId, place, cut, { kind: 'paste', sources: [id] });
      break;
    }
    case 'copy': {
      if (!peer.online) break;
      const copy = peer.add('note', {}, peer.text(id), { kind: 'copy', sources: [id] });
      truth.startedBy.set(copy, truth.startedBy.get(id) ?? '');
      break;
    }
    default:
      workshop.wait(1);
  }
}

function run(steps: readonly Step[]): { workshop: Workshop; truth: Truth } {
  const workshop = new Workshop(3);
  const truth: Truth = { startedBy: new Map() };
  for (const next of steps) perform(workshop, truth, next);
  for (const peer of workshop.peers) peer.connect();
  return { workshop, truth };
}

function checkAgainstTruth(result: FoldResult, workshop: Workshop, truth: Truth): void {
  const present = result.items.filter((item) => item.present);
  expect(present.map((item) => item.id).toSorted(byName)).toEqual(workshop.itemIds());
  for (const item of result.items) {
    expect(item.startedBy).toBe(truth.startedBy.get(item.id));
    const writers = item.people.filter((one) => one.characters > 0);
    expect(new Map(writers.map((one) => [one.personId, one.characters]))).toEqual(workshop.truth(item.id));
  }
}

const steps = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });

describe('Contributions of generated workshops of three people', () => {
  it('know the writer of every character and the starter of every item, through concurrent and offline work', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { workshop, truth } = run(all);
        checkAgainstTruth(foldContributions(workshop.log), workshop, truth);
      }),
      { numRuns: 300 },
    );
  });

  it('[D1] are the same whether the log is folded at once or looked at after every entry', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { log } = run(all).workshop;
        const fold = new ContributionFold();
        for (const entry of log) {
          fold.append(entry);
          fold.result();
        }
        expect(fold.result()).toEqual(foldContributions(log));
      }),
      { numRuns: 50 },
    );
  });

  it('[C1] never overlap: one person, kind and item have a pause between one contribution and the next', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 5_000 }), (all, pauseMs) => {
        const { contributions } = foldContributions(run(all).workshop.log, { pauseMs });
        const ends = new Map<string, number>();
        for (const { personId, kind, itemId, from, to, size } of contributions) {
          const key = `${personId} ${kind} ${itemId}`;
          expect(from - (ends.get(key) ?? -Infinity)).toBeGreaterThan(pauseMs);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(size).toBeGreaterThan(0);
          ends.set(key, to);
        }
        expect(new Set(contributions.map(({ id }) => id)).size).toBe(contributions.length);
      }),
      { numRuns: 100 },
    );
  });
});
