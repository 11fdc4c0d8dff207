import { Button } from '@mantine/core';
import { IconMovie, IconStar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Board } from '@weft/protocol';
import type { ReactNode } from 'react';
import { t } from '../messages/t.ts';
import type { ReplayController, ReplayState } from './ReplayController.ts';
import type { ReplayDialog } from './ReplayDialogs.tsx';
import styles from './ReplayView.module.css';
import { momentText } from './replayWords.ts';
import { ThenMenu } from './ThenMenu.tsx';

export interface ReplayHeaderProps {
  board: Board;
  replay: ReplayController;
  state: ReplayState;
  now: number;
  /** It is known who did what. */
  isTold: boolean;
  onDialog: (dialog: ReplayDialog) => void;
  /** The look back, if somebody leads one. */
  children: ReactNode;
}

/** Which moment is shown, and what one can do with it. */
export function ReplayHeader({ board, replay, state, now, isTold, onDialog, children }: ReplayHeaderProps) {
  const openPaused = (dialog: ReplayDialog) => {
    replay.pause();
    onDialog(dialog);
  };
  return (
    <header className={styles['top']}>
      <Button
        className={styles['back'] ?? ''}
        renderRoot={(button) => <Link to="/boards/$boardId" params={{ boardId: board.id }} {...button} />}
      >
        ← {t('replay.back')}
      </Button>
      <p className={styles['moment']}>
        <strong>{state.range === null ? board.title : momentText(state, now)}</strong>
        {state.range !== null && <span>{board.title}</span>}
      </p>
      <div className={styles['deeds']}>
        <Button
          className={styles['back'] ?? ''}
          disabled={state.range === null}
          leftSection={<IconStar size={18} stroke={1.8} aria-hidden />}
          aria-label={t('moments.mark')}
          onClick={() => openPaused('mark')}
        >
          <span className={styles['wide']}>{t('moments.mark')}</span>
        </Button>
        {isTold && (
          <Button
            className={styles['back'] ?? ''}
            leftSection={<IconMovie size={18} stroke={1.8} aria-hidden />}
            aria-label={t('video.title')}
            title={t('video.title')}
            onClick={() => openPaused('video')}
          >
            <span className={styles['wide']}>{t('video.short')}</span>
          </Button>
        )}
        {children}
        {state.range !== null && (
          <ThenMenu
            board={board}
            at={state.isNow ? null : Math.round(state.at)}
            now={Math.ceil(state.range.to)}
            onBringBack={() => openPaused('bring back')}
          />
        )}
      </div>
    </header>
  );
}
