import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldContributions, type FoldResult } from '@weft/contribution';
import type { SealedEntry } from '@weft/history/sealing';
import type { LogEntry } from '@weft/protocol';
import { Workshop, type Peer } from '../../../../packages/contribution/src/workshop.testkit.ts';
import { asPhrases } from './asPhrases.ts';

const step = fc.record({
  peer: fc.nat(2),
  act: fc.constantFrom('add', 'type', 'type', 'type', 'erase', 'erase', 'split', 'remove', 'undo', 'wait'),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function perform(workshop: Workshop, { peer: index, act, a, b }: Step): void {
  const peer = workshop.peers[index] as Peer;
  const ids = [...peer.records.keys()];
  const id = ids[a % Math.max(1, ids.length)];
  workshop.wait(b * 3);
  if (act === 'wait') workshop.wait(60_000);
  else if (act === 'undo') peer.undo();
  else if (act === 'add' || id === undefined) peer.add('note', {}, peer.letters(b % 12, a));
  else {
    const { length } = peer.text(id);
    if (act === 'type') peer.type(id, b % (length + 1), peer.letters(1 + (a % 7), b));
    else if (act === 'remove') peer.remove(id);
    else if (length > 0 && act === 'erase') peer.erase(id, b % length, 1 + (a % 9));
    else if (length > 0 && act === 'split') peer.split(id, b % length);
  }
}

const authorOf = ({ personId }: LogEntry): number => (personId === null ? 0 : 1 + Number(personId.split('-')[1]));

/** Who started an item, and whose words stand in it. */
const whose = ({ id, startedBy, people, present }: FoldResult['items'][number]) => ({
  id,
  startedBy,
  present,
  characters: new Map(
    people.filter(({ characters }) => characters > 0).map(({ personId, characters }) => [personId, characters]),
  ),
});

function sealed(log: readonly LogEntry[]): readonly LogEntry[] {
  const entries = log.map((entry): SealedEntry => ({ ...entry, author: authorOf(entry) }));
  const phrases = asPhrases(entries);
  return log.map((entry, index) => ({ ...entry, payload: phrases[index]?.payload ?? entry.payload }));
}

it('[P4] who started what, and whose words stand in it, is told the same from phrases as from every keystroke', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 50, size: 'max' }), (steps) => {
      const workshop = new Workshop(3);
      for (const next of steps) perform(workshop, next);
      const [was, is] = [foldContributions(workshop.log), foldContributions(sealed(workshop.log))];
      expect(is.items.map(whose)).toEqual(was.items.map(whose));
    }),
  );
});
