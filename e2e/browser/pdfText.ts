import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** All words and the title of a PDF. */
export async function pdfText(file: Buffer): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(file) }).promise;
  const words: string[] = [JSON.stringify((await pdf.getMetadata()).info)];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    words.push(...items.map((item) => ('str' in item ? item.str : '')));
  }
  return words.join(' ');
}
