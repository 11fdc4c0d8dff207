/**
 * How a board grows, as a picture drawn in code and marked as one. Time runs from left to right, so growing is one
 * curtain that opens; then the note that turned the work comes forward. All motion is CSS: it costs no script, stands
 * still with reduced motion (showing its end), and anybody can hold it still (WCAG 2.2.2).
 */
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { t } from '../messages/t.ts';
import { CONTRIBUTIONS, type Contribution, DAYS, GROWN, LINKS, TURN, WEAVERS } from './weave.ts';
import styles from './WeavePicture.module.css';

interface Frame {
  readonly width: number;
  readonly height: number;
  x(time: number): number;
  y(who: number): number;
}

function frameOf(width: number, left: number, rowHeight: number): Frame {
  return {
    width,
    height: rowHeight * 4 + 94,
    x: (time) => left + time * (width - left - 4),
    y: (who) => 37 + who * rowHeight,
  };
}

const colorOf = (who: number): string => `var(--t${WEAVERS[who]?.thread ?? 10})`;

/** Leaves one thread along it and comes into the other along it: a thread that crosses. */
function linkPath(frame: Frame, from: Contribution, to: Contribution): string {
  const [x1, y1, x2, y2] = [frame.x(from.t), frame.y(from.who), frame.x(to.t), frame.y(to.who)];
  const bend = Math.max(18, (x2 - x1) * 0.45);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

export function WeavePicture() {
  const narrow = useMediaQuery('(max-width: 520px)', false, { getInitialValueInEffect: false });
  const [still, setStill] = useState(false);
  const frame = narrow ? frameOf(330, 50, 44) : frameOf(518, 132, 51.8);
  return (
    <figure className={styles['card']} data-still={still || undefined}>
      <div className={styles['head']}>
        <figcaption className={styles['title']}>{t('picture.title')}</figcaption>
        <span className={styles['tag']}>{t('picture.tag')}</span>
      </div>
      <div className={styles['stage']} role="img" aria-label={t('picture.described')}>
        <Ground frame={frame} narrow={narrow} />
        <div className={styles['growing']}>
          <Growing frame={frame} />
        </div>
        <div className={styles['turn']}>
          <Turn frame={frame} />
        </div>
      </div>
      <div className={styles['foot']}>
        <span>{t('picture.caption')}</span>
        <button
          type="button"
          className={styles['hold']}
          aria-label={still ? t('picture.play') : t('picture.pause')}
          title={still ? t('picture.play') : t('picture.pause')}
          onClick={() => setStill(!still)}
        >
          {still ? (
            <IconPlayerPlay size={18} stroke={1.7} aria-hidden />
          ) : (
            <IconPlayerPause size={18} stroke={1.7} aria-hidden />
          )}
        </button>
      </div>
    </figure>
  );
}

/** The warp: days, people, and their threads before anything happened. */
function Ground({ frame, narrow }: { frame: Frame; narrow: boolean }) {
  const bottom = frame.height - 34;
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} className={styles['layer']} aria-hidden="true">
      {DAYS.map(({ day, from, to }) => (
        <g key={day}>
          <rect
            x={frame.x(from)}
            y={2}
            width={frame.x(to) - frame.x(from)}
            height={bottom - 2}
            rx={12}
            fill="var(--sunk)"
          />
          <text x={frame.x(from) + (narrow ? 4 : 10)} y={bottom + 20} className={styles['day']}>
            {t(`picture.${day}`)}
          </text>
        </g>
      ))}
      {WEAVERS.map(({ trade }, who) => (
        <g key={trade}>
          <path
            d={`M${frame.x(0)} ${frame.y(who)}H${frame.x(1)}`}
            stroke={colorOf(who)}
            strokeWidth={3}
            opacity={0.42}
          />
          <circle cx={22} cy={frame.y(who)} r={15} fill={colorOf(who)} />
          <text x={22} y={frame.y(who) + 4} className={styles['initials']} data-thread={WEAVERS[who]?.thread}>
            {t(`picture.${trade}`).slice(0, 2).toUpperCase()}
          </text>
          {!narrow && (
            <text x={46} y={frame.y(who) + 4.5} className={styles['trade']}>
              {t(`picture.${trade}`)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function Growing({ frame }: { frame: Frame }) {
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} className={styles['layer']} aria-hidden="true">
      {LINKS.map(([from, to]) => {
        const [a, b] = [CONTRIBUTIONS[from], CONTRIBUTIONS[to]];
        if (a === undefined || b === undefined) return null;
        return (
          <path
            key={`${from}-${to}`}
            d={linkPath(frame, a, b)}
            fill="none"
            stroke={colorOf(a.who)}
            strokeWidth={1.6}
            opacity={0.55}
          />
        );
      })}
      {CONTRIBUTIONS.map((contribution) => (
        <Dot key={`${contribution.who}-${contribution.t}`} frame={frame} of={contribution} />
      ))}
    </svg>
  );
}

function Turn({ frame }: { frame: Frame }) {
  const x = frame.x(TURN.t);
  const box = { x: Math.min(x - 54, frame.width - 262), y: frame.y(1) - 23, width: 258, height: 52 };
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} className={styles['layer']} aria-hidden="true">
      {GROWN.map((grown) => (
        <path
          key={`${grown.who}-${grown.t}`}
          d={linkPath(frame, TURN, grown)}
          pathLength={1}
          fill="none"
          stroke={colorOf(TURN.who)}
          strokeWidth={grown.r > 6 ? 4 : 2.8}
          className={styles['grown']}
        />
      ))}
      {GROWN.map((grown) => (
        <Dot key={`${grown.who}-${grown.t}`} frame={frame} of={grown} />
      ))}
      <Dot frame={frame} of={TURN} />
      <g className={styles['word']}>
        <rect {...box} rx={10} fill="var(--card)" stroke="var(--line-strong)" />
        <text x={box.x + 14} y={box.y + 21} className={styles['quote']}>
          {t('picture.quote')}
        </text>
        <text x={box.x + 14} y={box.y + 39} className={styles['quoteBy']}>
          {t('picture.quoteBy')}
        </text>
      </g>
    </svg>
  );
}

function Dot({ frame, of }: { frame: Frame; of: Contribution }) {
  return (
    <circle
      cx={frame.x(of.t)}
      cy={frame.y(of.who)}
      r={of.r}
      fill={colorOf(of.who)}
      stroke="var(--card)"
      strokeWidth={2}
    />
  );
}
