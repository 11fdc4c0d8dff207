import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../messages/t.ts';

/** A dialog for as long as it is drawn. The focus goes back to where it came from, which Mantine does only on closing. */
export function Dialog(props: Pick<ModalProps, 'title' | 'size' | 'onClose' | 'children'>) {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After the dialog is gone, and only where nothing else has taken the focus.
      queueMicrotask(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
      });
    },
    [before],
  );
  return <Modal opened closeButtonProps={{ 'aria-label': t('app.close') }} {...props} />;
}
