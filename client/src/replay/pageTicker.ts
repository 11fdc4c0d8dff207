import type { Ticker } from './ReplayController.ts';

const LOOK_EVERY_MS = 3_000;

/** Frames of this page, and a look every few seconds while somebody sees it. */
export const pageTicker: Ticker = {
  eachFrame: (call) => {
    let frame = requestAnimationFrame(function next(now) {
      frame = requestAnimationFrame(next);
      call(now);
    });
    return () => cancelAnimationFrame(frame);
  },
  nowAndThen: (call) => {
    const look = () => {
      if (document.visibilityState === 'visible') call();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  },
};
