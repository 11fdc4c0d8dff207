import { SegmentedControl } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { DISPLAYS, DisplaySchema, type BoardId, type Display, type Role } from '@weft/protocol';
import { api } from '../api/api.ts';
import { queries } from '../api/queries.ts';
import { queryClient } from '../api/queryClient.ts';
import { Dialog } from '../design/Dialog.tsx';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import styles from './DisplayDialog.module.css';

export interface DisplayDialogProps {
  boardId: BoardId;
  role: Role;
  onClose: () => void;
}

/** How the board shows people: for everybody to see, for a facilitator to choose. */
export default function DisplayDialog({ boardId, role, onClose }: DisplayDialogProps) {
  const setting = useQuery(queries.display(boardId));
  const { queryKey } = queries.display(boardId);
  const choose = useMutation({
    mutationFn: (display: Display) => api.setDisplay(boardId, display),
    onSuccess: (chosen) => queryClient.setQueryData(queryKey, chosen),
  });
  const display = choose.isPending ? choose.variables : setting.data?.display;
  return (
    <Dialog onClose={onClose} size={560} title={t('display.title')}>
      {setting.isError && <p role="alert">{errorText(setting.error)}</p>}
      {display !== undefined && role === 'facilitator' && (
        <SegmentedControl
          fullWidth
          aria-label={t('display.title')}
          value={display}
          onChange={(value) => choose.mutate(DisplaySchema.parse(value))}
          data={DISPLAYS.map((value) => ({ value, label: t(`display.choice.${value}`) }))}
        />
      )}
      {display !== undefined && (
        <p className={styles['means']} role="status">
          {t(`display.means.${display}`)}
        </p>
      )}
      <p className={styles['quiet']}>{t(role === 'facilitator' ? 'display.loosening' : 'display.whoChooses')}</p>
    </Dialog>
  );
}
