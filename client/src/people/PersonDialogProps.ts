import type { Person } from '@weft/protocol';
import type { PersonDialog } from './PersonMenu.tsx';

export interface PersonDialogProps {
  me: Person;
  /** Stays on the page after signing out, as when somebody joins under another name. */
  stay?: boolean;
  onClose: () => void;
  /** Goes on to another of the menu's dialogs. */
  onOpen: (dialog: PersonDialog) => void;
}
