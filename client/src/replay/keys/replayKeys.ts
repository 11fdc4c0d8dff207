import { t } from '../../messages/t.ts';
import type { ReplayController } from '../ReplayController.ts';
import { toEpisode, toStep } from '../replaySteps.ts';
import type { TimelinePicture } from '../timeline/timelinePicture.ts';

/** What keys move and open. */
export interface PlayedByKeys {
  readonly replay: ReplayController;
  /** Null until it is known who did what. */
  readonly picture: TimelinePicture | null;
  /** The ends of the contributions that are shown; null until they are known. */
  readonly steps: readonly number[] | null;
  /** Selects the next item on the page, or the one before. */
  readonly showNextItem: (step: 1 | -1) => void;
  readonly open: (panel: 'filter' | 'keys') => void;
  /** Puts away the card that is open. */
  readonly putAway: () => void;
}

export interface ReplayKey {
  readonly does: keyof typeof DEEDS;
  /** As a browser calls the key. */
  readonly key: string;
  /** With Shift, or without; where it is not said, keyboards differ in whether it takes Shift to write it. */
  readonly shift?: boolean;
}

/** In the order in which they are explained. The handler and the words on screen both go by this list. */
export const REPLAY_KEYS: readonly ReplayKey[] = [
  { does: 'playOrPause', key: ' ' },
  { does: 'stepBack', key: 'ArrowLeft', shift: false },
  { does: 'stepOn', key: 'ArrowRight', shift: false },
  { does: 'episodeBefore', key: 'ArrowLeft', shift: true },
  { does: 'episodeAfter', key: 'ArrowRight', shift: true },
  { does: 'changeBack', key: ',' },
  { does: 'changeOn', key: '.' },
  { does: 'toBegin', key: 'Home' },
  { does: 'toNow', key: 'End' },
  { does: 'itemOn', key: 'i', shift: false },
  { does: 'itemBack', key: 'I', shift: true },
  { does: 'filter', key: 'f', shift: false },
  { does: 'putAway', key: 'Escape' },
  { does: 'keys', key: '?' },
];

const DEEDS = {
  playOrPause: ({ replay }: PlayedByKeys) => (replay.state().playing ? replay.pause() : replay.play()),
  stepBack: ({ replay, steps }: PlayedByKeys) => toStep(replay, steps, -1),
  stepOn: ({ replay, steps }: PlayedByKeys) => toStep(replay, steps, 1),
  episodeBefore: ({ replay, picture }: PlayedByKeys) => toEpisode(replay, picture, -1),
  episodeAfter: ({ replay, picture }: PlayedByKeys) => toEpisode(replay, picture, 1),
  changeBack: ({ replay }: PlayedByKeys) => void replay.step(-1),
  changeOn: ({ replay }: PlayedByKeys) => void replay.step(1),
  toBegin: ({ replay }: PlayedByKeys) => replay.toBegin(),
  toNow: ({ replay }: PlayedByKeys) => replay.toNow(),
  itemOn: ({ showNextItem }: PlayedByKeys) => showNextItem(1),
  itemBack: ({ showNextItem }: PlayedByKeys) => showNextItem(-1),
  filter: ({ open }: PlayedByKeys) => open('filter'),
  putAway: ({ putAway }: PlayedByKeys) => putAway(),
  keys: ({ open }: PlayedByKeys) => open('keys'),
} as const;

/** @returns what was pressed, where it is a key of the replay */
export const keyOf = ({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): ReplayKey | undefined =>
  REPLAY_KEYS.find((known) => known.key === key && (known.shift === undefined || known.shift === shiftKey));

export const press = ({ does }: ReplayKey, played: PlayedByKeys): void => DEEDS[does](played);

/** What stands on the keys that are to be pressed together. */
export function capsOf({ key, shift }: ReplayKey): readonly string[] {
  const cap = CAPS[key] ?? key.toUpperCase();
  return shift === true ? [t('replayKeys.shift'), cap] : [cap];
}

const CAPS: Readonly<Record<string, string>> = {
  ' ': t('replayKeys.space'),
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Home: t('replayKeys.home'),
  End: t('replayKeys.end'),
};

/** What a button does, and the key that does it, too. */
export function withKey(words: string, does: ReplayKey['does']): string {
  const key = REPLAY_KEYS.find((known) => known.does === does);
  return key === undefined ? words : t('replayKeys.withKey', { words, key: capsOf(key).join('+') });
}
