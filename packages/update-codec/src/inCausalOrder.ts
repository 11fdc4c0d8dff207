import type { StructId } from './ScannedUpdate.ts';

/** A struct, where it stands in the bytes of an update, and what has to be there before it. */
export interface PlacedStruct extends StructId {
  readonly length: number;
  readonly from: number;
  readonly to: number;
  readonly needs: readonly StructId[];
}

/** The structs of one client in one update, in the order of their clocks. */
export interface StructsOfClient {
  readonly client: number;
  readonly structs: readonly PlacedStruct[];
}

/** The structs of an update so that each comes after what it builds on; of one client they stay in order. */
export function* inCausalOrder(clients: readonly StructsOfClient[]): Generator<PlacedStruct> {
  const queues = new Map(clients.map(({ client, structs }) => [client, { structs, next: 0 }]));
  const nextOf = (client: number): PlacedStruct | undefined => {
    const queue = queues.get(client);
    return queue?.structs[queue.next];
  };
  const isMissing = ({ client, clock }: StructId): boolean => (nextOf(client)?.clock ?? Infinity) <= clock;
  for (const { client: first } of clients) {
    // Whom the first one waits for, and who waits for whom on the way, as in Yjs.
    const waiting = [{ client: first, until: Infinity }];
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const { client, until } = top;
      const struct = nextOf(client);
      if (struct === undefined || struct.clock > until) {
        waiting.pop();
        continue;
      }
      const missing = struct.needs.find((need) => need.client !== client && isMissing(need));
      // A circle is nothing that Yjs writes; it would wait for ever, here it goes as it came.
      if (missing !== undefined && waiting.every((other) => other.client !== missing.client)) {
        waiting.push({ client: missing.client, until: missing.clock });
        continue;
      }
      const queue = queues.get(client);
      if (queue !== undefined) queue.next += 1;
      yield struct;
    }
  }
}
