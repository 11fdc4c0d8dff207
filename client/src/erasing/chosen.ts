import type { BoardId, ErasedPart } from '@weft/protocol';

/** What is to be erased, and how that is called. */
export interface Chosen {
  readonly what: ErasedPart;
  readonly called: string;
}

export interface ChoosingProps {
  boardId: BoardId;
  onChosen: (chosen: Chosen) => void;
  onClose: () => void;
}
