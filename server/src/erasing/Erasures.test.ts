import { WeftError, type BoardId, type ErasedPart, type PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import type { ErasureCounts } from '../ports.ts';
import { Erasures } from './Erasures.ts';
import type { ErasureRepository } from './ErasureRepository.ts';
import { UnfinishedErasures } from './UnfinishedErasures.ts';

const BOARD = 'b1' as BoardId;
const FAY = 'fay' as PersonId;
const ADA = { personId: 'ada' as PersonId };
const IMAGE = 'an-image';
const COUNTS: ErasureCounts = { entries: 2, items: 1, itemsKept: 0, characters: 9, people: 1 };

type Step = 'log' | 'words' | 'images';

/** Erasures in a data folder, of which one step may fail. */
function serverIn(folder: string, fails: { at?: Step; shown?: string[] } = {}) {
  const done: string[] = [];
  const failing: BoardId[] = [];
  const gone: string[] = [];
  const step = async (name: Step): Promise<void> => {
    if (fails.at === name) throw new WeftError('storage_failed', 'ended');
    done.push(name);
  };
  const erasures = new Erasures({
    log: {
      planErasure: async () => ({ ...COUNTS, imageIds: [IMAGE, 'of another board'] }),
      imagesIn: async () => fails.shown ?? [],
      erase: async (_boardId: BoardId, _what: ErasedPart) => {
        await step('log');
        return COUNTS;
      },
    },
    boards: { whileClosed: async (_boardId, code, work) => (done.push(code), await work()) },
    words: { wordsOf: async () => 3, erase: () => step('words') } as unknown as ErasureRepository,
    images: {
      list: async () => [IMAGE],
      remove: async (ids) => {
        await step('images');
        gone.push(...ids);
      },
    },
    unfinished: new UnfinishedErasures(folder),
    derived: [{ forget: async () => void done.push('derived') }],
    now: () => 1,
    onUnfinished: (boardId) => failing.push(boardId),
  });
  return { erasures, done, failing, gone };
}

describe('an erasure', () => {
  it('goes through the closed board, what is derived from it, what was said beside it, and the images that it led to', async () => {
    const { erasures, done, gone } = serverIn(await temporaryDirectory());
    expect(await erasures.erase(BOARD, ADA, FAY)).toEqual({
      ...COUNTS,
      done: true,
      counted: true,
      images: 1,
      words: 3,
    });
    expect(done).toEqual(['board_erased', 'log', 'derived', 'words', 'images']);
    expect(gone).toEqual([IMAGE]);
  });

  it('leaves an image that something else leads to by the time it is carried out', async () => {
    const { erasures, gone } = serverIn(await temporaryDirectory(), { shown: [IMAGE] });
    await erasures.erase(BOARD, ADA, FAY);
    expect(gone).toEqual([]);
  });

  it.each(['log', 'words', 'images'] as const)(
    'that ended at the %s is finished by the next start, and then no more',
    async (at) => {
      const folder = await temporaryDirectory();
      await expect(serverIn(folder, { at }).erasures.erase(BOARD, ADA, FAY)).rejects.toThrow(WeftError);
      const next = serverIn(folder);
      await next.erasures.finishAll();
      expect(next.done).toEqual(['board_erased', 'log', 'derived', 'words', 'images']);
      const later = serverIn(folder);
      await later.erasures.finishAll();
      expect(later.done).toEqual([]);
    },
  );

  it('that cannot be finished is named, keeps no server from starting, and is tried again', async () => {
    const folder = await temporaryDirectory();
    const broken = { at: 'log' } as const;
    await expect(serverIn(folder, broken).erasures.erase(BOARD, ADA, FAY)).rejects.toThrow(WeftError);
    const second = serverIn(folder, broken);
    await second.erasures.finishAll();
    expect(second.failing).toEqual([BOARD]);
    const third = serverIn(folder);
    await third.erasures.finishAll();
    expect(third.done).toContain('log');
  });
});
