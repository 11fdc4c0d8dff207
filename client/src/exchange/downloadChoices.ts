import type { Role } from '@weft/protocol';

export type DownloadSubject = 'board' | 'page' | 'selection';
/** Files that the server writes, pictures that the canvas draws. */
export type DownloadFormat = FileFormat | 'pdf' | 'png' | 'svg';
type FileFormat = 'tldr' | 'json' | 'csv' | 'weft';

/** A board may have several pages: no one picture shows it. All of it with its history is for who runs it. */
export function formatsOf(subject: DownloadSubject, role: Role): readonly DownloadFormat[] {
  if (subject !== 'board') return ['pdf', 'png', 'svg'];
  return role === 'facilitator' ? ['pdf', 'tldr', 'json', 'csv', 'weft'] : ['pdf', 'tldr', 'json', 'csv'];
}

export const isFile = (format: DownloadFormat): format is FileFormat =>
  format === 'tldr' || format === 'json' || format === 'csv' || format === 'weft';
