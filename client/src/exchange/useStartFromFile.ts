import type { Board, Imported } from '@weft/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ApiError } from '../api/ApiError.ts';
import { queries } from '../api/queries.ts';
import { queryClient } from '../api/queryClient.ts';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';
import { uploadBoard } from './uploadBoard.ts';

/** The file is on its way (`share` of it was sent), or the board is there and something was left out. */
export type StartingFromFile =
  | { readonly kind: 'sending'; readonly name: string; readonly share: number }
  | { readonly kind: 'leftOut'; readonly board: Board; readonly leftOut: Imported['leftOut'] };

export interface StartFromFile {
  readonly starting: StartingFromFile | null;
  /** @param before what has to be done first, once there is a file: to say who one is. */
  start(file: File, before: () => Promise<void>): Promise<void>;
  cancel(): void;
  open(board: Board): Promise<void>;
}

/** Makes a board from a file and goes there. */
export function useStartFromFile(onEnd: () => void): StartFromFile {
  const navigate = useNavigate();
  const [starting, setStarting] = useState<StartingFromFile | null>(null);
  const abort = useRef<AbortController>(null);

  const open = async (board: Board) => {
    await navigate({ to: '/boards/$boardId', params: { boardId: board.id } });
  };
  const end = () => {
    setStarting(null);
    onEnd();
  };
  const start = async (file: File, before: () => Promise<void>) => {
    const { signal } = (abort.current = new AbortController());
    setStarting({ kind: 'sending', name: file.name, share: 0 });
    try {
      const { maxImportBytes } = await queryClient.ensureQueryData(queries.config);
      if (file.size > maxImportBytes) throw new ApiError('payload_too_large');
      await before();
      const sent = (share: number) => setStarting({ kind: 'sending', name: file.name, share });
      const { board, leftOut } = await uploadBoard(file, signal, sent);
      queryClient.setQueryData(queries.board(board.id).queryKey, board);
      void queryClient.invalidateQueries({ queryKey: queries.boards.queryKey });
      if (leftOut.length > 0) setStarting({ kind: 'leftOut', board, leftOut });
      else await open(board);
    } catch (error) {
      if (!signal.aborted) toast(errorText(error), { kind: 'problem', life: 20_000 });
      end();
    }
  };
  return { starting, start, cancel: () => abort.current?.abort(), open };
}
