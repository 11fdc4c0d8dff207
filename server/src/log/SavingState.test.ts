import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WeftError, type StorageFault } from '@weft/protocol';
import { SavingState } from './SavingState.ts';

let room: boolean;
const probe = vi.fn<() => Promise<void>>();
const told: (StorageFault | null)[] = [];
let saving: SavingState;

beforeEach(() => {
  vi.useFakeTimers();
  room = false;
  told.length = 0;
  probe.mockReset().mockImplementation(async () => {
    if (!room) throw new WeftError('storage_full');
  });
  saving = new SavingState({ probe, onChange: (fault) => told.push(fault) });
});
afterEach(() => {
  saving.stop();
  vi.useRealTimers();
});

describe('whether the server can save', () => {
  it('is told once when it cannot, and once when it can again', async () => {
    saving.failed('storage_full');
    saving.failed('storage_full');
    expect([told, saving.fault]).toEqual([['storage_full'], 'storage_full']);
    expect(() => saving.assertSaves()).toThrow(expect.objectContaining({ code: 'storage_full' }));
    room = true;
    await vi.advanceTimersByTimeAsync(1_000);
    expect([told, saving.fault]).toEqual([['storage_full', null], null]);
    saving.assertSaves();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(probe).toHaveBeenCalledTimes(1);
  });

  it('is tried for ever, more and more rarely, at least every ten seconds', async () => {
    saving.failed('storage_full');
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    const tries = probe.mock.calls.length;
    expect(tries).toBeGreaterThan(60 * 6 - 1);
    expect(tries).toBeLessThan(60 * 6 + 12);
    room = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saving.fault).toBeNull();
  });

  it('is not tried by a server that stops', async () => {
    saving.failed('storage_failed');
    saving.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(probe).not.toHaveBeenCalled();
  });
});
