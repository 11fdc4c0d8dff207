import { queryOptions } from '@tanstack/react-query';
import type { BoardId } from '@weft/protocol';
import { partApi } from './partApi.ts';

/** What the interface keeps of a person's own part, by key. What is about one board begins with `['part', board]`. */
export const partQueries = {
  mine: (id: BoardId) => queryOptions({ queryKey: ['part', id, 'mine'], queryFn: () => partApi.myPart(id) }),
  everywhere: queryOptions({ queryKey: ['parts'], queryFn: async () => (await partApi.myParts()).parts }),
  record: queryOptions({ queryKey: ['record'], queryFn: partApi.record }),
  /** Always asked anew: what is told before a deletion must be so. */
  deletion: queryOptions({ queryKey: ['deletion'], queryFn: partApi.deletion, gcTime: 0 }),
  offers: (id: BoardId) =>
    queryOptions({ queryKey: ['part', id, 'offers'], queryFn: async () => (await partApi.offers(id)).offers }),
  contributions: (id: BoardId) =>
    queryOptions({ queryKey: ['part', id, 'everybody'], queryFn: () => partApi.contributions(id) }),
  lineage: (id: BoardId) => queryOptions({ queryKey: ['part', id, 'lineage'], queryFn: () => partApi.lineage(id) }),
};
