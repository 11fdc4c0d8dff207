/** What the interface keeps of the server's answers, by key. */
import { queryOptions } from '@tanstack/react-query';
import type { BoardId, Contributions, ErasedPart, ItemId } from '@weft/protocol';
import { isCode } from './ApiError.ts';
import { api } from './api.ts';
import { withChanges } from './withChanges.ts';

export const queries = {
  /** The person of this device, or null when nobody is signed in: that is an answer, not an error. */
  me: queryOptions({
    queryKey: ['me'],
    queryFn: async () => {
      try {
        return (await api.me()).person;
      } catch (error) {
        if (isCode(error, 'not_signed_in', 'token_invalid')) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  }),
  config: queryOptions({ queryKey: ['config'], queryFn: api.config, staleTime: Infinity }),
  boards: queryOptions({ queryKey: ['boards'], queryFn: async () => (await api.boards()).boards }),
  board: (id: string) => queryOptions({ queryKey: ['board', id], queryFn: () => api.board(id), staleTime: 30_000 }),
  /** Once it is known only what changed is asked for, until it is reset. */
  contributions: (id: BoardId) => {
    const queryKey = ['contributions', id] as const;
    return queryOptions({
      queryKey,
      queryFn: async ({ client }) => {
        const known = client.getQueryData<Contributions>(queryKey);
        if (known === undefined) return await api.contributions(id);
        return withChanges(known, await api.contributions(id, known.seq));
      },
    });
  },
  lineage: (id: BoardId) => queryOptions({ queryKey: ['lineage', id], queryFn: () => api.lineage(id) }),
  /** @param seq the newest entry of the log that is known of */
  writers: (id: BoardId, itemId: ItemId, seq: number) =>
    queryOptions({ queryKey: ['writers', id, itemId, seq], queryFn: () => api.writers(id, itemId), gcTime: 10_000 }),
  /** What it began with; that never changes, but whether I may know does. */
  origin: (id: BoardId) =>
    queryOptions({ queryKey: ['origin', id], queryFn: async () => (await api.origin(id)).origin, staleTime: 60_000 }),
  display: (id: BoardId) =>
    queryOptions({ queryKey: ['display', id], queryFn: () => api.display(id), staleTime: 60_000 }),
  members: (id: BoardId) => queryOptions({ queryKey: ['members', id], queryFn: () => api.boardPeople(id) }),
  /** What would go. Each is asked of the server anew: the board is worked on meanwhile. */
  erasure: (id: BoardId, what: ErasedPart) =>
    queryOptions({
      queryKey: ['erasure', id, what],
      queryFn: () => api.erase(id, { what, dryRun: true }),
      retry: false,
      gcTime: 0,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    }),
  links: (id: BoardId) =>
    queryOptions({ queryKey: ['links', id], queryFn: async () => (await api.links(id)).links, retry: false }),
  recovery: (id: BoardId) =>
    queryOptions({ queryKey: ['recovery', id], queryFn: async () => (await api.recoveryLinks(id)).links }),
  preview: (code: string) =>
    queryOptions({ queryKey: ['preview', code], queryFn: () => api.previewLink(code), retry: false }),
};
