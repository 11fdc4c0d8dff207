/** Long enough for any browser to have begun to read it. */
const KEEP_MS = 60_000;

/** Puts something into the person's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}

/** A name for a file after a board; nothing in a title can lead out of a folder. */
export function fileNameFor(title: string, extension: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly what must not get into a name
  const safe = title.replace(/[\s\u0000-\u001F\u007F"\\/:*?<>|]+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '');
  return `${safe === '' ? 'board' : safe}.${extension}`;
}
