import type { ItemId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/ApiError.ts';
import { BuiltOnLater } from './BuiltOnLater.ts';

const [note, source, other] = ['shape:note', 'shape:source', 'shape:other'] as [string, string, string] as unknown as [
  ItemId,
  ItemId,
  ItemId,
];

function start(kept = new Map<string, string>()) {
  const said: [ItemId, ItemId[]][] = [];
  const refusal: { error: Error | null } = { error: null };
  const later = new BuiltOnLater({
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
    key: 'built-on',
    say: async (itemId, sources) => {
      if (refusal.error !== null) throw refusal.error;
      said.push([itemId, sources]);
    },
  });
  return { later, said, kept, refusal };
}

describe('What was built on without a connection', () => {
  it('is said once the work is saved', async () => {
    const { later, said, kept } = start();
    await later.heard('offline');
    later.made(note, [source]);
    await later.heard('saving');
    expect(said).toEqual([]);
    await later.heard('saved');
    expect(said).toEqual([[note, [source]]]);
    expect(kept.get('built-on')).toBe('[]');
  });

  it('is said after a reload as well', async () => {
    const before = start();
    await before.later.heard('offline');
    before.later.made(note, [source]);
    const { later, said } = start(before.kept);
    await later.heard('saved');
    expect(said).toEqual([[note, [source]]]);
  });

  it('counts as such where the connection breaks before it is saved, and not where it holds', async () => {
    const { later, said } = start();
    await later.heard('saved');
    later.made(note, [source]);
    await later.heard('saving');
    await later.heard('saved');
    expect(said).toEqual([]);
    later.made(other, [source]);
    await later.heard('saving');
    await later.heard('offline');
    await later.heard('saved');
    expect(said).toEqual([[other, [source]]]);
  });

  it('waits while the server cannot be reached, and is let go where it refuses', async () => {
    const { later, said, kept, refusal } = start();
    await later.heard('offline');
    later.made(note, [source]);
    refusal.error = new ApiError('unreachable');
    await later.heard('saved');
    expect(kept.get('built-on')).toContain(note);
    refusal.error = new ApiError('item_not_found');
    await later.heard('saved');
    expect(kept.get('built-on')).toBe('[]');
    refusal.error = null;
    await later.heard('saved');
    expect(said).toEqual([]);
  });
});
