/** A person as a coloured disc with initials: never colour alone. */
import { initialsOf, threadOf } from '@weft/protocol';
import type { CSSProperties } from 'react';
import styles from './Face.module.css';

/** Threads on which light letters would be too faint. */
const BRIGHT = new Set([3, 7, 11]);

/** The CSS variables of a person's colour, for anything drawn in it. */
export function threadStyle(color: string): CSSProperties {
  const thread = threadOf(color);
  return {
    '--thread': `var(--t${thread})`,
    '--face': thread === 6 ? 'var(--t6-face)' : `var(--t${thread})`,
    '--face-ink': BRIGHT.has(thread) ? 'var(--t-ink-bright)' : 'var(--t-ink)',
  } as CSSProperties;
}

export interface FaceProps {
  person: { readonly name: string; readonly color: string };
  size?: number;
  /** Decoration beside the written name; otherwise the name is its label. */
  decorative?: boolean;
}

export function Face({ person, size = 32, decorative = false }: FaceProps) {
  const label = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': person.name, title: person.name };
  return (
    <span
      className={styles['face']}
      style={{
        ...threadStyle(person.color),
        width: size,
        height: size,
        fontSize: Math.max(9, Math.round(size * 0.35)),
      }}
      {...label}
    >
      {initialsOf(person.name)}
    </span>
  );
}
