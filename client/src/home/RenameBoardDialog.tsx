import { type Board, LIMITS, TitleSchema } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { TextDialog } from '../design/TextDialog.tsx';
import { useRenameBoard } from './useRenameBoard.ts';

export default function RenameBoardDialog({ board, onClose }: { board: Board; onClose: () => void }) {
  const rename = useRenameBoard(board.id, { shown: true });
  return (
    <TextDialog
      title={t('home.renameTitle')}
      label={t('home.titleLabel')}
      initial={board.title}
      maxLength={LIMITS.maxTitleLength}
      read={(typed) => {
        const parsed = TitleSchema.safeParse(typed);
        return parsed.success ? { ok: true, value: parsed.data } : { ok: false, error: t('home.titleMissing') };
      }}
      save={(title) => rename.mutateAsync(title)}
      onClose={onClose}
    />
  );
}
