import type { ItemReferences, StructId } from '@weft/update-codec';
import type { ClientId } from '@weft/protocol';
import type { UpdateReach } from './UpdateReach.ts';

/** From the struct `at` on, a client's structs have to wait for a struct of another client in the same update. */
interface Wait {
  readonly at: number;
  readonly for: StructId;
}

/**
 * Whether all structs of an update can be integrated, given that each single reference is to something that is known
 * or in the update. Clients may wait for each other in turns; in a circle, Yjs would keep the structs pending.
 *
 * Follows waits the way Yjs's `integrateStructs` does, each once: linear in the number of references.
 */
export function isCausal(references: readonly ItemReferences[], reach: UpdateReach): boolean {
  // A circle takes two.
  if (reach.sections.length < 2) return true;
  const waits = waitsByClient(references, reach);
  const fulfilled = new Map<ClientId, number>();
  return [...waits.keys()].every((client) => canIntegrate(client, waits, fulfilled));
}

function waitsByClient(references: readonly ItemReferences[], reach: UpdateReach): Map<ClientId, Wait[]> {
  const waits = new Map<ClientId, Wait[]>();
  for (const item of references) {
    for (const link of [item.origin, item.rightOrigin, item.parent]) {
      if (link === null || typeof link === 'string' || link.client === item.client) continue;
      if (link.clock < reach.before(link.client)) continue;
      const list = waits.get(item.client) ?? [];
      list.push({ at: item.clock, for: link });
      waits.set(item.client, list);
    }
  }
  return waits;
}

function canIntegrate(
  client: ClientId,
  waits: ReadonlyMap<ClientId, readonly Wait[]>,
  fulfilled: Map<ClientId, number>,
): boolean {
  const nextWait = (of: ClientId) => waits.get(of)?.[fulfilled.get(of) ?? 0];
  const stack = [{ client, until: Infinity }];
  const waiting = new Set([client]);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const wait = nextWait(top.client);
    if (wait === undefined || wait.at > top.until) {
      waiting.delete(top.client);
      stack.pop();
    } else if ((nextWait(wait.for.client)?.at ?? Infinity) > wait.for.clock) {
      fulfilled.set(top.client, (fulfilled.get(top.client) ?? 0) + 1);
    } else {
      if (waiting.has(wait.for.client)) return false;
      waiting.add(wait.for.client);
      stack.push({ client: wait.for.client, until: wait.for.clock });
    }
  }
  return true;
}
