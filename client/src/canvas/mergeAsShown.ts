import type { TLStore } from '@tldraw/tlschema';
import { transact } from 'tldraw';

/**
 * Changes the store as others did, and as nothing else. tldraw would tidy up after it, as this person: it moves arrows to
 * where what they point at was moved to, dissolves groups of one, unbinds. Whoever made the change has done so already;
 * everybody else would do it once more, each in their own way, and write it.
 *
 * The store switches its side effects on again at the end of the operation, before it mends what belongs to this page
 * alone (what is selected, which page is open).
 */
export function mergeAsShown(store: TLStore, change: () => void): void {
  // As one, mending included: nothing may draw while the open page is gone and none has taken its place.
  transact(() =>
    store.mergeRemoteChanges(() => {
      sideEffectsOf(store).setIsEnabled(false);
      change();
    }),
  );
}

/** tldraw's types leave the switch out. */
const sideEffectsOf = (store: TLStore) =>
  store.sideEffects as unknown as { readonly setIsEnabled: (enabled: boolean) => void };
