export type DownloadSubject = 'board' | 'page' | 'selection';
/** Files that the server writes, pictures that the canvas draws. */
export type DownloadFormat = 'tldr' | 'json' | 'csv' | 'pdf' | 'png' | 'svg';

/** A board may have several pages: no one picture shows it. */
export function formatsOf(subject: DownloadSubject): readonly DownloadFormat[] {
  return subject === 'board' ? ['pdf', 'tldr', 'json', 'csv'] : ['pdf', 'png', 'svg'];
}

export const isFile = (format: DownloadFormat): format is 'tldr' | 'json' | 'csv' =>
  format === 'tldr' || format === 'json' || format === 'csv';
