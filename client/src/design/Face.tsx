/** A person as a coloured disc with initials: never colour alone. */
import { initialsOf, SOMEONE_COLOR, threadOf, type PersonId } from '@weft/protocol';
import type { CSSProperties } from 'react';
import { isNamed } from '../people/nameOf.ts';
import styles from './Face.module.css';

/** Threads on which light letters would be too faint. */
const BRIGHT = new Set([3, 7, 11]);

/** The CSS variables of a person's colour, for anything drawn in it. */
export function threadStyle(color: string): CSSProperties {
  if (color === SOMEONE_COLOR) return { '--thread': 'var(--someone)', '--face': 'var(--someone)' } as CSSProperties;
  const thread = threadOf(color);
  return {
    '--thread': `var(--t${thread})`,
    '--face': thread === 6 ? 'var(--t6-face)' : `var(--t${thread})`,
    '--face-ink': BRIGHT.has(thread) ? 'var(--t-ink-bright)' : 'var(--t-ink)',
  } as CSSProperties;
}

export interface FaceProps {
  /** Who is not told by name has no letters: the colour alone, or nobody's, hatched. */
  person: { readonly id?: PersonId; readonly name: string; readonly color: string };
  size?: number;
  /** Decoration beside the written name; otherwise the name is its label. */
  decorative?: boolean;
}

export function Face({ person, size = 32, decorative = false }: FaceProps) {
  const label = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': person.name, title: person.name };
  const named = person.id === undefined || isNamed({ id: person.id });
  return (
    <span
      className={styles['face']}
      data-someone={person.color === SOMEONE_COLOR || undefined}
      style={{
        ...threadStyle(person.color),
        width: size,
        height: size,
        fontSize: Math.max(9, Math.round(size * 0.35)),
      }}
      {...label}
    >
      {named && initialsOf(person.name)}
    </span>
  );
}
