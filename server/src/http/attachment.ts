/**
 * `Content-Disposition` for a file named after a board (RFC 6266): an ASCII name for everybody, the real one for those
 * who read it. Nothing in a title can end the header or lead out of a folder.
 */
export function attachment(title: string, extension: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly what must not get into a header
  const safe = title.replace(/[\s\u0000-\u001F\u007F"\\/:*?<>|]+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '') || 'board';
  const ascii = safe.replace(/[^\x20-\x7E]+/g, '_');
  const encoded = encodeURIComponent(safe.toWellFormed()).replace(
    /['()]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}.${extension}"; filename*=UTF-8''${encoded}.${extension}`;
}
