import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';

afterEach(() => vi.unstubAllGlobals());

describe('a store on this device', () => {
  it.each([
    ['refuses to open one', () => fails()],
    [
      'throws when it is asked',
      () => {
        throw new DOMException('no', 'SecurityError');
      },
    ],
  ])('says that it keeps nothing where the browser %s, and lets the document be', async (_how, open) => {
    vi.resetModules();
    const { DeviceStore } = await import('./DeviceStore.ts');
    vi.stubGlobal('indexedDB', { open });
    const doc = new Y.Doc();
    const onFailed = vi.fn<() => void>();
    const store = new DeviceStore({ database: 'b', doc, onLoaded: () => expect.unreachable(), onFailed });
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledOnce());
    expect(store.failed).toBe(true);
    doc.getMap('records').set('shape:a', 1);
    expect(store.isOrigin(undefined)).toBe(false);
  });
});

/** A request that the browser answers with an error, as in a private window. */
function fails(): EventTarget {
  const request = new EventTarget();
  queueMicrotask(() => request.dispatchEvent(new Event('error')));
  return request;
}
