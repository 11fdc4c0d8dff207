import type { Person } from '@weft/protocol';

/** What the person's menu opens. */
export type PersonDialog = 'rename' | 'handover' | 'signOut';

export interface PersonDialogProps {
  me: Person;
  /** Stays on the page after signing out, as when somebody joins under another name. */
  stay?: boolean;
  onClose: () => void;
  /** Goes on to another of the menu's dialogs. */
  onOpen: (dialog: PersonDialog) => void;
}
