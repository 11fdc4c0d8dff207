import { ChangePartChoicesSchema, LIMITS, type MyPart } from '@weft/protocol';
import { TextDialog } from '../design/TextDialog.tsx';
import { codeText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { useChoose } from './useChoose.ts';

/** Asks for the sentence; an empty one takes it back. */
export default function KnownSentenceDialog({ part, onClose }: { part: MyPart; onClose: () => void }) {
  const choose = useChoose(part.board.id, { shown: true });
  return (
    <TextDialog
      title={t('part.known.sentenceTitle')}
      label={t('part.known.sentence')}
      initial={part.choices.knownSentence ?? ''}
      maxLength={LIMITS.maxSentenceLength}
      read={(typed) => {
        if (typed.trim() === '') return { ok: true, value: '' };
        const parsed = ChangePartChoicesSchema.shape.knownSentence.safeParse(typed);
        return parsed.success ? { ok: true, value: parsed.data ?? '' } : { ok: false, error: codeText('bad_request') };
      }}
      save={(sentence) => choose.mutateAsync({ knownSentence: sentence === '' ? null : sentence })}
      onClose={onClose}
    />
  );
}
