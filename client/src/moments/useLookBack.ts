import { LookBackNewsSchema, type BoardId, type LookBack, type LookBackPlace } from '@weft/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { queries } from '../api/queries.ts';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import type { ReplayController } from '../replay/ReplayController.ts';
import { catchUp, followPlace } from './followPlace.ts';
import { isLedInThisTab, rememberLeading, roleOf, type LookBackRole } from './lookBackRole.ts';
import { lookBackAddress, momentsApi } from './momentsApi.ts';

export interface LookingTogether {
  /** Null while nobody leads. */
  readonly lookBack: LookBack | null;
  readonly role: LookBackRole;
  readonly lead: () => void;
  readonly end: () => void;
  readonly follow: () => void;
  readonly leave: () => void;
  /** Asks everybody something at a moment; null takes the question away. */
  readonly ask: (asked: LookBackPlace['asked']) => void;
}

/** How often whoever leads says where it is while it plays, and when nothing changes at all. */
const SAY_EVERY_MS = 250;
const STILL_HERE_MS = 5_000;
/** After the server refused to tell of it. */
const AGAIN_MS = 5_000;

/**
 * Looks back together with others on a board.
 * @param isReady the replay can go somewhere. @param joins comes along at once where somebody leads
 */
export function useLookBack(
  boardId: BoardId,
  replay: ReplayController,
  isReady: boolean,
  joins: boolean,
): LookingTogether {
  const lookBack = useNews(boardId);
  const [isFollowing, setFollowing] = useState(joins);
  const [asked, setAsked] = useState<LookBackPlace['asked']>(null);
  const [leadsHere, setLeadsHere] = useState(() => isLedInThisTab(boardId));
  const role = roleOf(lookBack, { leadsHere, isFollowing });
  useLeading(boardId, replay, role === 'leading', asked);
  const place = lookBack?.place;
  useEffect(() => {
    if (role !== 'following' || place === undefined || !isReady) return undefined;
    // The newest place counts: the answer to an earlier one may come later.
    let isMeant = true;
    void catchUp(replay, place).then(() => {
      if (isMeant) followPlace(replay, place);
    });
    return () => {
      isMeant = false;
    };
  }, [role, place, replay, isReady]);
  return {
    lookBack,
    role,
    lead: () => {
      setAsked(null);
      setLeadsHere(true);
      rememberLeading(boardId);
      sayRefusal(momentsApi.lead(boardId, placeOf(replay, null)));
    },
    end: () => sayRefusal(momentsApi.endLookBack(boardId)),
    follow: () => setFollowing(true),
    leave: () => setFollowing(false),
    ask: (question) => {
      replay.pause();
      setAsked(question);
    },
  };
}

/** What is refused is said. */
function sayRefusal(done: Promise<void>): void {
  done.catch((error: unknown) => toast(errorText(error), { kind: 'problem' }));
}

/** What the server says of a look back on this board, as long as the page shows it. */
function useNews(boardId: BoardId): LookBack | null {
  const [lookBack, setLookBack] = useState<LookBack | null>(null);
  const wasLed = useRef(false);
  const queryClient = useQueryClient();
  useEffect(() => {
    const hear = ({ data }: MessageEvent<string>): void => {
      const news = LookBackNewsSchema.safeParse(JSON.parse(data));
      if (!news.success) return;
      if (wasLed.current && news.data.lookBack === null) toast(t('lookBack.ended'));
      wasLed.current = news.data.lookBack !== null;
      setLookBack(news.data.lookBack);
    };
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = (): void => {
      source = new EventSource(lookBackAddress(boardId));
      source.addEventListener('message', hear);
      source.addEventListener('error', () => {
        // Without a connection it comes back by itself; it was refused where it does not.
        if (source.readyState !== EventSource.CLOSED) return;
        void queryClient.invalidateQueries({ queryKey: queries.board(boardId).queryKey });
        timer = setTimeout(listen, AGAIN_MS);
      });
    };
    listen();
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [boardId, queryClient]);
  return lookBack;
}

/** Says where my replay is, at most four times a second, and every few seconds that I am still there. */
function useLeading(
  boardId: BoardId,
  replay: ReplayController,
  isLeading: boolean,
  asked: LookBackPlace['asked'],
): void {
  useEffect(() => {
    if (!isLeading) return undefined;
    let isSaying = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const say = (): void => {
      timer = null;
      if (isSaying) return later();
      isSaying = true;
      momentsApi
        .lead(boardId, placeOf(replay, asked))
        // Without a network the server ends it after a while, and says so; when it is back, the next word goes through.
        .catch(() => undefined)
        .finally(() => {
          isSaying = false;
        });
    };
    const later = (): void => {
      timer ??= setTimeout(say, SAY_EVERY_MS);
    };
    later();
    const stop = replay.subscribe(later);
    const still = setInterval(later, STILL_HERE_MS);
    return () => {
      stop();
      clearInterval(still);
      if (timer !== null) clearTimeout(timer);
    };
  }, [boardId, replay, isLeading, asked]);
}

function placeOf(replay: ReplayController, asked: LookBackPlace['asked']): LookBackPlace {
  const { at, playing, speed } = replay.state();
  return { at, playing, speed, asked };
}
