import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { timeScale, type Act, type Episode, type TimeScale } from '@weft/history/timeline';
import type { PersonId } from '@weft/protocol';
import { type ReactNode, useMemo, useState } from 'react';
import { Face, threadStyle } from '../../design/Face.tsx';
import { t } from '../../messages/t.ts';
import { whenText } from '../../messages/when.ts';
import { useNow } from '../../design/useNow.ts';
import { episodePeople, episodeTitle } from './episodeTitle.ts';
import { HoverPicture } from './HoverPicture.tsx';
import { stretchesIn } from './stretchesIn.ts';
import { strandPath } from './strandPath.ts';
import { inTwo, ThreadRow } from './ThreadRow.tsx';
import styles from './Timeline.module.css';
import type { Strand, TimelinePicture } from './timelinePicture.ts';
import type { Preview } from '../usePreview.ts';
import { useScrub } from './useScrub.ts';

const ROW = { wide: 30, narrow: 22 } as const;
/** Beside the line, so that the knob and the first and last mark are whole. */
const MARGIN = 14;
const FOLD = 26;
const LEAST = 36;

export interface TimelineProps {
  readonly picture: TimelinePicture;
  /** From the first entry of the log to the last, and where the replay stands: ms since the epoch. */
  readonly range: { readonly from: number; readonly to: number };
  readonly at: number;
  readonly onSeek: (time: number) => void;
  /** Small pictures of the board at the times that are pointed at. */
  readonly preview: Preview;
  /** Whose part is asked for; empty for everybody's. */
  readonly chosen: ReadonlySet<PersonId>;
  readonly onChoose: (personId: PersonId) => void;
  /** What is not shown is dimmed. */
  readonly shows: (act: Act) => boolean;
  readonly showsStrand: (strand: Strand) => boolean;
  /** Marks above the threads, each at a time. */
  readonly renderMarks?: (place: (time: number) => number, room: { from: number; to: number }) => ReactNode;
}

/** The making of a board as a picture: a thread a person, episodes as chapters, what was built on as strands between them. */
export function Timeline(props: TimelineProps) {
  const { picture, range, at, onSeek, preview, chosen, onChoose, shows, showsStrand, renderMarks } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const row = narrow ? ROW.narrow : ROW.wide;
  const scale = useScale(picture.episodes, range, width);
  const place = (time: number): number => MARGIN + scale.place(time);
  const [pointed, setPointed] = useState<number | null>(null);
  const timeAt = (x: number): number => scale.time(x - MARGIN);
  const scrub = useScrub(timeAt, onSeek, (x) => {
    setPointed(x);
    preview.show(x === null ? null : timeAt(x));
  });
  const threads = useMemo(() => picture.threads.map((thread) => inTwo(thread, shows)), [picture, shows]);
  const height = threads.length * row;
  const now = useNow(60_000);

  return (
    <div className={styles['timeline']}>
      {pointed !== null && preview.picture !== null && (
        <div className={styles['previews']}>
          <HoverPicture picture={preview.picture} x={pointed} width={width} />
        </div>
      )}
      <div className={styles['rows']}>
        <ul className={styles['people']} style={{ paddingTop: TOP }} aria-label={t('timeline.threads')}>
          {picture.threads.map(({ person }) => (
            <li key={person.id} style={{ height: row }}>
              <button
                type="button"
                className={styles['person']}
                aria-pressed={chosen.has(person.id)}
                data-dim={(chosen.size > 0 && !chosen.has(person.id)) || undefined}
                onClick={() => onChoose(person.id)}
                title={t('timeline.onlyPerson', { name: person.name })}
              >
                <Face person={person} size={narrow ? 18 : 24} decorative />
                <span className={styles['name']}>{person.name}</span>
              </button>
            </li>
          ))}
        </ul>
        <div
          ref={ref}
          className={styles['line']}
          role="slider"
          tabIndex={0}
          aria-label={t('timeline.position')}
          aria-valuemin={range.from}
          aria-valuemax={range.to}
          aria-valuenow={at}
          aria-valuetext={whenText(at, now)}
          {...scrub}
        >
          <svg width={width} height={TOP + height} aria-hidden focusable="false">
            {scale.stretches.map(({ from, start, end }) => (
              <rect
                key={from}
                className={styles['episode']}
                x={MARGIN + start - 6}
                y={TOP - 4}
                width={end - start + 12}
                height={height + 8}
                rx={8}
              />
            ))}
            <g transform={`translate(0 ${TOP})`}>
              <Strands picture={picture} place={place} row={row} shows={showsStrand} />
              {threads.map((thread, index) => (
                <ThreadRow
                  key={thread.person.id}
                  {...thread}
                  place={place}
                  y={(index + 0.5) * row}
                  start={MARGIN}
                  end={width - MARGIN}
                />
              ))}
            </g>
          </svg>
          {renderMarks?.(place, { from: MARGIN, to: width - MARGIN })}
          <span className={styles['playhead']} style={{ transform: `translateX(${place(at)}px)` }} />
        </div>
      </div>
      <Chapters picture={picture} scale={scale} at={at} onSeek={onSeek} />
    </div>
  );
}

/** Room above the threads for the knob and the moments. */
const TOP = 18;

/** The whole range is drawn; what was logged before the first contribution or after the last, without being one, is a place. */
function useScale(episodes: readonly Episode[], range: TimelineProps['range'], width: number): TimeScale {
  const { from, to } = range;
  return useMemo(
    () =>
      timeScale(stretchesIn(episodes, { from, to }), {
        width: Math.max(0, width - 2 * MARGIN),
        fold: FOLD,
        least: LEAST,
      }),
    [episodes, from, to, width],
  );
}

interface StrandsProps {
  readonly picture: TimelinePicture;
  readonly place: (time: number) => number;
  readonly row: number;
  readonly shows: TimelineProps['showsStrand'];
}

function Strands({ picture, place, row, shows }: StrandsProps) {
  const rows = new Map(picture.threads.map(({ person }, index) => [person.id, { index, color: person.color }]));
  return picture.strands.map((strand) => {
    const { link, from, to } = strand;
    const source = rows.get(from.personId);
    const target = rows.get(to.personId);
    if (source === undefined || target === undefined) return null;
    const start = { x: place(from.at), y: (source.index + 0.5) * row };
    const end = { x: place(to.at), y: (target.index + 0.5) * row };
    return (
      <path
        key={`${link.from} ${link.to} ${link.kind}`}
        className={styles['strand']}
        style={threadStyle(source.color)}
        data-dim={!shows(strand) || undefined}
        d={strandPath(start, end)}
      />
    );
  });
}

interface ChaptersProps {
  readonly picture: TimelinePicture;
  readonly scale: TimeScale;
  readonly at: number;
  readonly onSeek: (time: number) => void;
}

/** The episodes by name, each under its stretch, as far as there is room for words. */
function Chapters({ picture, scale, at, onSeek }: ChaptersProps) {
  return (
    <ol className={styles['chapters']} aria-label={t('timeline.episodes')}>
      {picture.episodes.map((episode) => {
        const index = scale.stretches.findIndex(({ from, to }) => from <= episode.from && episode.to <= to);
        const drawn = scale.stretches[index];
        if (drawn === undefined) return null;
        const next = scale.stretches[index + 1];
        const room = (next?.start ?? drawn.end) - drawn.start;
        const title = episodeTitle(episode, picture.words);
        return (
          <li key={episode.from} style={{ left: MARGIN + drawn.start, width: Math.max(8, room - 8) }}>
            <button
              type="button"
              className={styles['chapter']}
              aria-current={episode.from <= at && at <= episode.to}
              title={`${title} · ${episodePeople(episode)}`}
              onClick={() => onSeek(episode.from)}
            >
              {title} <span className={styles['count']}>· {episodePeople(episode)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
