import { partApi } from '../api/partApi.ts';
import { t } from '../messages/t.ts';
import { SayForm } from './SayForm.tsx';
import type { StatementMenuProps } from './StatementMenuButton.tsx';

export default function EditWordsDialog({ boardId, statement, onClose }: StatementMenuProps & { onClose: () => void }) {
  return (
    <SayForm
      boardId={boardId}
      title={t('part.beyond.editTitle')}
      initial={statement.words}
      save={(words) => partApi.changeStatement(boardId, statement.id, { words })}
      onClose={onClose}
    />
  );
}
