import type { Editor, TLEventInfo } from 'tldraw';

/** With the note tool in hand, Enter puts a note down: N and Enter make one without a pointer. @returns what stops it. */
export function noteByEnter(editor: Editor, addNote: () => void): () => void {
  const onEvent = (event: TLEventInfo) => {
    if (event.type !== 'keyboard' || event.name !== 'key_down' || event.key !== 'Enter') return;
    // After the key itself, which would be the note's first line.
    if (editor.isIn('note.idle')) editor.timers.setTimeout(addNote, 0);
  };
  editor.on('event', onEvent);
  return () => {
    editor.off('event', onEvent);
  };
}
