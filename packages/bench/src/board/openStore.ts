import { Store } from '@tldraw/store';
import type { TLRecord, TLStoreProps } from '@tldraw/tlschema';
import { SCHEMA } from '@weft/board-model';

/** tldraw's own store with its validators, without an editor. */
export function openStore(): Store<TLRecord, TLStoreProps> {
  // The props are for assets and editors; putting records does not touch them.
  const props = { defaultName: '', assets: {}, users: {}, onMount: () => undefined } as unknown as TLStoreProps;
  return new Store<TLRecord, TLStoreProps>({ schema: SCHEMA, props });
}
