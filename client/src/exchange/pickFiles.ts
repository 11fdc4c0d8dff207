const CONTENT = '.tldr,.excalidraw,.json,.csv,.tsv,.txt,.md';
/** What a board can be made from, for the browser's own dialog; what a file is, its content tells. */
export const IMPORTABLE = `${CONTENT},.weft`;
/** What can be put onto a board that is there: not a whole board with its history, but a PDF. */
export const INSERTABLE = `${CONTENT},.pdf`;

/** Lets the person choose a file; to be called while a click or a key is being dealt with. @returns null for none */
export async function pickFile(accept: string): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.hidden = true;
  // Safari lets go of one that is not in the page.
  document.body.append(input);
  try {
    return await new Promise<File | null>((resolve) => {
      input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
      input.addEventListener('cancel', () => resolve(null));
      input.click();
    });
  } finally {
    input.remove();
  }
}
