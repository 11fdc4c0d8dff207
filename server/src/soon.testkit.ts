import { vi } from 'vitest';

/** Waits for what must come to pass. The limit is ample: it is there for what never comes, not for slow machines. */
export const soon = <T>(check: () => T): Promise<Awaited<T>> =>
  vi.waitFor(check, { timeout: 30_000, interval: 10 }) as Promise<Awaited<T>>;
