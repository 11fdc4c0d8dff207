import { LIMITS, type BoardId, type Role } from '@weft/protocol';
import { useMemo } from 'react';
import { api } from '../api/api.ts';
import type { SetLocked } from '../canvas/holdLocks.ts';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';

/** Locks and unlocks items, for a facilitator; null for everybody else. What comes of it shows by itself. */
export function useSetLocked(boardId: BoardId, role: Role): SetLocked | null {
  return useMemo(() => {
    if (role !== 'facilitator') return null;
    return (items, locked) => {
      const parts = Array.from({ length: Math.ceil(items.length / LIMITS.maxItemsLockedAtOnce) }, (_, part) => {
        const from = part * LIMITS.maxItemsLockedAtOnce;
        return items.slice(from, from + LIMITS.maxItemsLockedAtOnce);
      });
      Promise.all(parts.map((part) => api.setLocked(boardId, part, locked))).catch((error: unknown) =>
        toast(errorText(error), { kind: 'problem' }),
      );
    };
  }, [boardId, role]);
}
