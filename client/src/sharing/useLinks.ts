import { useMutation, useQuery } from '@tanstack/react-query';
import type { BoardId, Link } from '@weft/protocol';
import { useEffect, useRef } from 'react';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../api/queryClient.ts';
import { queries } from '../api/queries.ts';
import { toast } from '../design/toast.ts';

export type GivenRole = 'participant' | 'viewer';

/** The open links of a board, and the one to hand out for a role. */
export function useLinks(boardId: BoardId, role: GivenRole) {
  const { queryKey } = queries.links(boardId);
  const links = useQuery(queries.links(boardId));
  const make = useMutation({
    meta: { shown: true },
    mutationFn: (given: GivenRole) => api.newLink(boardId, given),
    onSuccess: (link) => queryClient.setQueryData(queryKey, (known) => [...(known ?? []), link]),
  });
  const withdraw = useMutation({
    mutationFn: (link: Link) => api.withdrawLink(boardId, link.id),
    onSuccess: (_nothing, { id }) => {
      queryClient.setQueryData(queryKey, (known) => known?.filter((link) => link.id !== id));
      toast(t('share.withdrawn'));
    },
  });
  const current = links.data?.findLast((link) => link.role === role);

  // Who opens Share wants a link: the first of each role is made unasked, once; not again after it was withdrawn.
  const asked = useRef(new Set<GivenRole>());
  const { mutate } = make;
  const missing = links.isSuccess && current === undefined;
  useEffect(() => {
    if (!links.isSuccess || asked.current.has(role)) return;
    asked.current.add(role);
    if (missing) mutate(role);
  }, [links.isSuccess, missing, role, mutate]);

  return { links, current, make, withdraw };
}
