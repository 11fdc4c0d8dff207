import type { BoardId, PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { forgivingStorage, LocalCopies, memoryStorage } from './LocalCopies.ts';

const refuse = (): never => {
  throw new DOMException('full', 'QuotaExceededError');
};

const copiesOf = (storage: ReturnType<typeof memoryStorage>, person: string) =>
  new LocalCopies(storage, 'b1' as BoardId, person as PersonId);

describe('LocalCopies', () => {
  it('remembers the copy in use across visits', () => {
    const storage = memoryStorage();
    expect(copiesOf(storage, 'p1').current()).toBeNull();
    copiesOf(storage, 'p1').use({ generation: 'g:1', number: 2 });
    expect(copiesOf(storage, 'p1').current()).toEqual({ generation: 'g:1', number: 2 });
  });

  it('[I11] gives each board, person, generation and number a database of its own', () => {
    const storage = memoryStorage();
    const names = [
      copiesOf(storage, 'p1').databaseName({ generation: 'g1', number: 0 }),
      copiesOf(storage, 'p1').databaseName({ generation: 'g2', number: 0 }),
      copiesOf(storage, 'p1').databaseName({ generation: 'g1', number: 1 }),
      copiesOf(storage, 'p2').databaseName({ generation: 'g1', number: 0 }),
    ];
    expect(new Set(names).size).toBe(4);
  });

  it('remembers for this page what a full storage does not take', () => {
    const full = { ...memoryStorage(), setItem: refuse };
    const storage = forgivingStorage(full);
    copiesOf(storage, 'p1').use({ generation: 'g1', number: 3 });
    expect(copiesOf(storage, 'p1').current()).toEqual({ generation: 'g1', number: 3 });
    expect(copiesOf(full, 'p1').current()).toBeNull();
  });

  it('begins anew when what was remembered cannot be read', () => {
    const storage = memoryStorage();
    storage.setItem('weft:b1:p1', 'nonsense');
    expect(copiesOf(storage, 'p1').current()).toBeNull();
  });

  it('remembers across visits and tabs that a copy must not go on, and which one follows it', () => {
    const storage = memoryStorage();
    const [here, there] = [copiesOf(storage, 'p1'), copiesOf(storage, 'p1')];
    const copy = { generation: 'g1', number: 2 };
    here.use(copy);
    here.spoil(copy);
    expect(there.isSpoilt(copy)).toBe(true);
    expect(there.isSpoilt({ generation: 'g1', number: 3 })).toBe(false);
    expect(there.isSpoilt({ generation: 'g2', number: 0 })).toBe(false);
    expect(there.successorOf(copy)).toEqual({ generation: 'g1', number: 3 });
    there.use({ generation: 'g1', number: 4 });
    expect(here.successorOf(copy)).toEqual({ generation: 'g1', number: 4 });
  });
});
