import type { BoardId, Person, PersonId } from '@weft/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { BoardRepository } from '../membership/BoardRepository.ts';
import type { LiveBoards } from '../ports.ts';
import { Rights } from './Rights.ts';
import { RightsRepository } from './RightsRepository.ts';

const ben: Person = { id: 'ben' as PersonId, name: 'Ben', color: '' };
const [first, second] = ['first', 'second'] as [string, string] as unknown as [BoardId, BoardId];

describe('Deleting myself', () => {
  it('[D6] takes along a board that is made meanwhile, and lets nobody who is gone make one', async () => {
    const db = await openDatabase({ dataDir: await temporaryDirectory() });
    onTestFinished(() => db.destroy());
    await db
      .insertInto('people')
      .values({ ...ben, arrival: 0, created_at: 0 })
      .execute();
    const boards = new BoardRepository(db);
    await boards.add(first, 'Mine', ben.id, 0);
    const deleted: string[] = [];
    const rights = new Rights({
      rights: new RightsRepository(db),
      making: {
        delete: async (id) => {
          deleted.push(id);
          await boards.setDeleted(id as BoardId, 1);
          // On another device, just now.
          if (id === first) await boards.add(second, 'Mine too', ben.id, 0);
          return 1;
        },
      },
      boards: { membershipEnded: () => undefined, here: () => [] } as unknown as LiveBoards,
      disclosure: { facts: async () => ({ settings: [], people: [] }) },
      signIns: { forget: async () => [] },
      now: () => 1,
    });
    await rights.deletePerson(ben);
    expect(deleted).toEqual([first, second]);
    const left = await db.selectFrom('boards').select('id').where('deleted_at', 'is', null).execute();
    expect(left).toEqual([]);
    await expect(boards.add('third' as BoardId, 'Too late', ben.id, 0)).rejects.toMatchObject({
      code: 'token_invalid',
    });
  });
});
