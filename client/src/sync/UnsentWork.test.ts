import type { BoardId, PersonId } from '@weft/protocol';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { LocalCopies, memoryStorage } from './LocalCopies.ts';
import { UnsentWork } from './UnsentWork.ts';

it('[I11] lets the copy of before an erasure go once the server has all of it, also where that was so before it was read', async () => {
  const copies = new LocalCopies(memoryStorage(), 'board' as BoardId, 'me' as PersonId);
  const brought = Promise.withResolvers<void>();
  const unsent = new UnsentWork(copies, { onUnplaced: () => undefined, onBrought: brought.resolve });
  const before = new Y.Doc();
  before.getMap('records').set('shape:a', new Y.Map());
  unsent.leave({ generation: 'g1', number: 0 }, before);
  unsent.bringInto({ doc: new Y.Doc(), generation: 'g1~g2' });
  // What this device kept is still being read.
  unsent.saved();
  expect(copies.left()).toHaveLength(1);
  await brought.promise;
  unsent.saved();
  expect(copies.left()).toEqual([]);
});
