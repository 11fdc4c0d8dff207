import { Button } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { t } from '../messages/t.ts';
import { SPEEDS, type ReplayController, type ReplayState, type Speed } from './ReplayController.ts';
import styles from './ReplayView.module.css';
import { momentText } from './replayWords.ts';

export interface ReplayBarProps {
  replay: ReplayController;
  state: ReplayState;
  now: number;
}

/** Play and pause, how fast, and the whole time to be dragged through. */
export function ReplayBar({ replay, state, now }: ReplayBarProps) {
  const { range, playing, speed, skipsPauses, at, isNow } = state;
  const disabled = range === null;
  const label = playing ? t('replay.pause') : t('replay.play');
  return (
    <section className={styles['bar']} aria-label={t('replay.bar')}>
      <div className={styles['controls']}>
        <button
          type="button"
          className={styles['play']}
          aria-label={label}
          title={label}
          disabled={disabled}
          onClick={() => (playing ? replay.pause() : replay.play())}
        >
          {playing ? <IconPlayerPauseFilled size={20} aria-hidden /> : <IconPlayerPlayFilled size={20} aria-hidden />}
        </button>
        <Button
          disabled={disabled}
          aria-label={t('replay.speed', { speed })}
          title={t('replay.speed', { speed })}
          onClick={() => replay.setSpeed(nextSpeed(speed))}
        >
          ×{speed}
        </Button>
        <Button
          disabled={disabled}
          aria-pressed={skipsPauses}
          className={styles['toggle'] ?? ''}
          onClick={() => replay.setSkipsPauses(!skipsPauses)}
        >
          {t('replay.skipPauses')}
        </Button>
        <Button className={styles['now'] ?? ''} disabled={disabled || isNow} onClick={() => replay.toNow()}>
          {t('replay.toNow')}
        </Button>
      </div>
      <input
        type="range"
        className={styles['slider']}
        aria-label={t('replay.time')}
        aria-valuetext={disabled ? t('replay.empty') : momentText(state, now)}
        disabled={disabled}
        min={range?.from ?? 0}
        max={range?.to ?? 1}
        step={1}
        value={disabled ? 0 : at}
        onChange={({ currentTarget }) => {
          replay.pause();
          replay.seek(currentTarget.valueAsNumber);
        }}
      />
    </section>
  );
}

const nextSpeed = (speed: Speed): Speed => SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
