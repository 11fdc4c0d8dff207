import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../messages/t.ts';

/** A dialog for as long as it is drawn. The focus goes back to where it came from, which Mantine does only on closing. */
export function Dialog(props: Pick<ModalProps, 'title' | 'size' | 'onClose' | 'children'>) {
  const [before] = useState(whereFrom);
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

/** A menu's item is gone by the time the dialog is; its button stays. */
function whereFrom(): Element | null {
  const { activeElement } = document;
  const button = activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : activeElement;
}
