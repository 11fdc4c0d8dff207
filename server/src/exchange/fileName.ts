import { LIMITS, TitleSchema } from '@weft/protocol';

/** A title for a board that comes from a file: the file's own, else its name, else a plain word. */
export function titleFrom(own: string | null, fileName: string | undefined): string {
  const stem = fileName?.replace(/^.*[\\/]/, '').replace(/\.\w{1,12}$/, '');
  for (const candidate of [own, stem]) {
    const letters = Array.from(candidate ?? '').slice(0, LIMITS.maxTitleLength / 2);
    const title = TitleSchema.safeParse(letters.join(''));
    if (title.success) return title.data;
  }
  return 'Imported board';
}
