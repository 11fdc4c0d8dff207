import { createSessionStateSnapshotSignal, loadSessionStateSnapshotIntoStore } from 'tldraw';
import type { Editor, TLSessionStateSnapshot } from 'tldraw';

/** Where somebody is on a board: the open page, what of each page is in view and selected, and the tool in hand. */
export interface CanvasSession {
  readonly state: TLSessionStateSnapshot | null;
  readonly tool: string;
}

export const sessionOf = (editor: Editor): CanvasSession => ({
  state: createSessionStateSnapshotSignal(editor.store).get(),
  tool: editor.getCurrentToolId(),
});

/** What is no longer on the board is not selected again. */
export function resumeSession(editor: Editor, { state, tool }: CanvasSession): void {
  if (state !== null) loadSessionStateSnapshotIntoStore(editor.store, state, { forceOverwrite: true });
  editor.setSelectedShapes(editor.getSelectedShapeIds().filter((id) => editor.getShape(id)));
  editor.setCurrentTool(tool);
}
