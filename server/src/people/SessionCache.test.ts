import type { Person, PersonId } from '@weft/protocol';
import { describe, expect, test, vi } from 'vitest';
import { SessionCache } from './SessionCache.ts';

const ada: Person = { id: 'ada' as PersonId, name: 'Ada', color: '#b5382a' };

describe('remembering whose a session is', () => {
  test('a storm of requests with one token asks the database once, until the entry is old', async () => {
    let now = 0;
    const cache = new SessionCache(() => now, 30_000);
    const lookUp = vi.fn(async () => ada);
    for (let request = 0; request < 5; request += 1) expect(await cache.find('t', lookUp)).toBe(ada);
    expect(lookUp).toHaveBeenCalledTimes(1);
    now = 30_000;
    await cache.find('t', lookUp);
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  test('what was not found is asked for again', async () => {
    const cache = new SessionCache(() => 0);
    const lookUp = vi.fn(async () => null);
    await cache.find('t', lookUp);
    await cache.find('t', lookUp);
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  test('a person who was forgotten while the answer was under way is not remembered as they were', async () => {
    const cache = new SessionCache(() => 0);
    await cache.find('t', async () => {
      cache.forget(ada.id);
      return ada;
    });
    const lookUp = vi.fn(async () => null);
    expect(await cache.find('t', lookUp)).toBeNull();
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  test('the least recently used entry goes first', async () => {
    const cache = new SessionCache(() => 0, 30_000, 2);
    const lookUp = vi.fn(async () => ada);
    for (const shown of ['a', 'b', 'a', 'c', 'a']) await cache.find(shown, lookUp);
    expect(lookUp).toHaveBeenCalledTimes(3);
    await cache.find('b', lookUp);
    expect(lookUp).toHaveBeenCalledTimes(4);
  });
});
