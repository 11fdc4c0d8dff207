import { Button } from '@mantine/core';
import {
  IconChevronsLeft,
  IconChevronsRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconViewfinder,
} from '@tabler/icons-react';
import { t } from '../messages/t.ts';
import { MomentMarks } from '../moments/MomentMarks.tsx';
import type { MomentsShown } from '../moments/useMoments.ts';
import { FilterControl } from './filter/FilterControl.tsx';
import { KeysHelp } from './keys/KeysHelp.tsx';
import { withKey } from './keys/replayKeys.ts';
import { SPEEDS, type ReplayController, type ReplayState, type Speed } from './ReplayController.ts';
import { toEpisode } from './replaySteps.ts';
import styles from './ReplayView.module.css';
import { momentText } from './replayWords.ts';
import { Timeline } from './timeline/Timeline.tsx';
import type { TimelinePicture } from './timeline/timelinePicture.ts';
import type { Camera } from './useCamera.ts';
import type { LookingState } from './useLooking.ts';
import { usePreview } from './usePreview.ts';

export interface ReplayBarProps {
  replay: ReplayController;
  state: ReplayState;
  now: number;
  /** Null until it is known who did what. */
  picture: TimelinePicture | null;
  looking: LookingState;
  camera: Camera;
  moments: MomentsShown;
  /** What is open over the bar. */
  panel: 'filter' | 'keys' | null;
  onPanel: (panel: 'filter' | 'keys' | null) => void;
}

/** Play and pause, how fast, and the whole time to be dragged through. */
export function ReplayBar(props: ReplayBarProps) {
  const { replay, state, now, picture, looking, moments } = props;
  const { range } = state;
  const preview = usePreview(replay);
  const seek = (time: number): void => {
    replay.pause();
    replay.seek(time);
  };
  return (
    <section className={styles['bar']} aria-label={t('replay.bar')}>
      <Controls {...props} />
      {picture !== null && range !== null && picture.threads.length > 0 ? (
        <Timeline
          picture={picture}
          range={range}
          at={state.at}
          onSeek={seek}
          preview={preview}
          chosen={looking.filter.asked.people}
          onChoose={(personId) => looking.filter.toggle('who', personId)}
          shows={looking.shows}
          showsStrand={looking.showsStrand}
          renderMarks={(place, room) => (
            <MomentMarks
              moments={moments.moments}
              place={place}
              room={room}
              openId={moments.open?.id ?? null}
              onOpen={(moment) => {
                seek(moment.at);
                moments.show(moment.id);
              }}
            />
          )}
        />
      ) : (
        <input
          type="range"
          className={styles['slider']}
          aria-label={t('replay.time')}
          aria-valuetext={range === null ? t('replay.empty') : momentText(state, now)}
          disabled={range === null}
          min={range?.from ?? 0}
          max={range?.to ?? 1}
          step={1}
          value={range === null ? 0 : state.at}
          onChange={({ currentTarget }) => seek(currentTarget.valueAsNumber)}
        />
      )}
    </section>
  );
}

function Controls({ replay, state, picture, looking, camera, panel, onPanel }: ReplayBarProps) {
  const { range, playing, speed, skipsPauses, isNow } = state;
  const disabled = range === null;
  return (
    <div className={styles['controls']}>
      <PlayButton playing={playing} disabled={disabled} onClick={() => (playing ? replay.pause() : replay.play())} />
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
      <EpisodeButtons disabled={picture === null} onGo={(direction) => toEpisode(replay, picture, direction)} />
      <Button
        disabled={disabled}
        aria-pressed={camera.isFollowing}
        className={styles['toggle'] ?? ''}
        leftSection={<IconViewfinder size={18} stroke={1.8} aria-hidden />}
        aria-label={t('replay.followAction')}
        title={t('replay.followAction')}
        onClick={() => camera.setFollowing(!camera.isFollowing)}
      >
        <span className={styles['wide']}>{t('replay.camera')}</span>
      </Button>
      <FilterControl
        replay={replay}
        picture={picture}
        filter={looking.filter}
        opened={panel === 'filter'}
        onChange={(opened) => onPanel(opened ? 'filter' : null)}
      />
      <div className={styles['end']}>
        <KeysHelp opened={panel === 'keys'} onChange={(opened) => onPanel(opened ? 'keys' : null)} />
        <Button disabled={disabled || isNow} title={withKey(t('replay.toNow'), 'toNow')} onClick={() => replay.toNow()}>
          {t('replay.toNow')}
        </Button>
      </div>
    </div>
  );
}

function PlayButton({ playing, disabled, onClick }: { playing: boolean; disabled: boolean; onClick: () => void }) {
  const label = playing ? t('replay.pause') : t('replay.play');
  return (
    <button
      type="button"
      className={styles['play']}
      aria-label={label}
      title={withKey(label, 'playOrPause')}
      disabled={disabled}
      onClick={onClick}
    >
      {playing ? <IconPlayerPauseFilled size={20} aria-hidden /> : <IconPlayerPlayFilled size={20} aria-hidden />}
    </button>
  );
}

function EpisodeButtons({ disabled, onGo }: { disabled: boolean; onGo: (direction: 1 | -1) => void }) {
  return (
    <div className={styles['episodes']}>
      <Button
        disabled={disabled}
        aria-label={t('replay.episodeBefore')}
        title={withKey(t('replay.episodeBefore'), 'episodeBefore')}
        onClick={() => onGo(-1)}
      >
        <IconChevronsLeft size={18} stroke={1.8} aria-hidden />
      </Button>
      <Button
        disabled={disabled}
        aria-label={t('replay.episodeAfter')}
        title={withKey(t('replay.episodeAfter'), 'episodeAfter')}
        onClick={() => onGo(1)}
      >
        <IconChevronsRight size={18} stroke={1.8} aria-hidden />
      </Button>
    </div>
  );
}

const nextSpeed = (speed: Speed): Speed => SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
