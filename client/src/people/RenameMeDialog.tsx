import { LIMITS, PersonNameSchema } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../api/queryClient.ts';
import { queries } from '../api/queries.ts';
import { TextDialog } from '../design/TextDialog.tsx';
import type { PersonDialogProps } from './PersonDialogProps.ts';

async function save(name: string): Promise<void> {
  queryClient.setQueryData(queries.me.queryKey, (await api.renameMe(name)).person);
  await queryClient.invalidateQueries({ queryKey: queries.boards.queryKey });
}

export default function RenameMeDialog({ me, onClose }: PersonDialogProps) {
  return (
    <TextDialog
      title={t('people.renameTitle')}
      label={t('home.yourName')}
      initial={me.name}
      maxLength={LIMITS.maxNameLength}
      read={(typed) => {
        const parsed = PersonNameSchema.safeParse(typed);
        return parsed.success ? { ok: true, value: parsed.data } : { ok: false, error: t('home.nameMissing') };
      }}
      save={save}
      onClose={onClose}
    />
  );
}
