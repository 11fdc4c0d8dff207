import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReplayController } from './ReplayController.ts';

/** Longer than it takes to drag on. */
const REST_MS = 500;

/** The address says where the replay rests, so that a copied link opens exactly there. At the live end it says no time. */
export function useReplayAddress(replay: ReplayController): void {
  const navigate = useNavigate({ from: '/boards/$boardId/replay' });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = replay.subscribe(() => {
      clearTimeout(timer);
      const { status, playing, moving, at, isNow } = replay.state();
      if (status !== 'ready' || playing || moving) return;
      const t = isNow ? undefined : Math.round(at);
      timer = setTimeout(() => {
        void navigate({
          search: ({ t: _before, to: _until, ...others }) => ({ ...others, ...(t && { t }) }),
          replace: true,
        });
      }, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [replay, navigate]);
}
