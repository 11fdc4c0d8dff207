import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JoinPatience } from './JoinPatience.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How long the provider has heard nothing. */
function silence() {
  const provider = { wsLastMessageReceived: Date.now() };
  return { patience: new JoinPatience(provider), silence: () => Date.now() - provider.wsLastMessageReceived };
}

describe('patience with a state that takes long to come', () => {
  it('keeps y-websocket from taking the socket for dead, for a quarter of an hour at most', () => {
    const { patience, silence: silent } = silence();
    patience.begin();
    for (let minute = 0; minute < 15; minute++) {
      vi.advanceTimersByTime(MINUTE);
      expect(silent()).toBeLessThan(30_000);
    }
    vi.advanceTimersByTime(MINUTE);
    expect(silent()).toBeGreaterThan(30_000);
  });

  it('ends when the state is there: from then on silence is a sign', () => {
    const { patience, silence: silent } = silence();
    patience.begin();
    vi.advanceTimersByTime(MINUTE);
    patience.end();
    vi.advanceTimersByTime(MINUTE);
    expect(silent()).toBeGreaterThanOrEqual(MINUTE);
  });
});
