import { useQueryClient } from '@tanstack/react-query';
import { LIMITS, type BoardId, type LookBackPlace, type Moment } from '@weft/protocol';
import { TextDialog } from '../design/TextDialog.tsx';
import { t } from '../messages/t.ts';
import { momentQueries, momentsApi } from './momentsApi.ts';

export interface AskDialogProps {
  readonly boardId: BoardId;
  readonly at: number;
  /** The moment that is open; else one is marked for the answers to stay with. */
  readonly moment: Moment | null;
  readonly onAsk: (asked: NonNullable<LookBackPlace['asked']>) => void;
  readonly onClose: () => void;
}

/** Whoever leads a look back asks everybody one question where it stands. */
export default function AskDialog({ boardId, at, moment, onAsk, onClose }: AskDialogProps) {
  const queryClient = useQueryClient();
  const ask = async (question: string): Promise<void> => {
    const asked = moment ?? (await momentsApi.mark(boardId, { title: question, at: Math.round(at) }));
    await queryClient.invalidateQueries({ queryKey: momentQueries.moments(boardId).queryKey });
    onAsk({ momentId: asked.id, question });
  };
  return (
    <TextDialog
      title={t('lookBack.ask')}
      label={t('lookBack.question')}
      initial={t('moments.question')}
      maxLength={LIMITS.maxTitleLength}
      read={(typed) =>
        typed.trim() === '' ? { ok: false, error: t('lookBack.questionMissing') } : { ok: true, value: typed.trim() }
      }
      save={ask}
      onClose={onClose}
    />
  );
}
