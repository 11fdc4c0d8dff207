import { Button } from '@mantine/core';
import dialogStyles from '../design/TextDialog.module.css';
import { t } from '../messages/t.ts';

/** The one way on is to look. */
export function LookFirst({ onLook, onClose }: { onLook: (() => void) | undefined; onClose: () => void }) {
  return (
    <div className={dialogStyles['actions']}>
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <Button variant="filled" disabled={onLook === undefined} onClick={onLook}>
        {t('erasing.look')}
      </Button>
    </div>
  );
}
