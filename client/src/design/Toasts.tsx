import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { t } from '../messages/t.ts';
import { dismissToast, type Toast, useToasts } from './toast.ts';
import styles from './Toasts.module.css';

/**
 * The region is always there, so that screen readers notice what is put into it. It stands beside the page and not in
 * it, over any dialog.
 */
export function Toasts() {
  const toasts = useToasts();
  return createPortal(
    <div className={styles['region']} role="status" aria-live="polite">
      {toasts.map((shown) => (
        <ToastCard key={shown.id} shown={shown} />
      ))}
    </div>,
    document.body,
  );
}

function ToastCard({ shown }: { shown: Toast }) {
  const { id, life, action } = shown;
  // Time stands still while somebody reads it or is about to press its button (WCAG 2.2.1).
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismissToast(id), life);
    return () => clearTimeout(timer);
  }, [id, life, held]);

  return (
    <div
      className={styles['toast']}
      data-kind={shown.kind}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={styles['words']}>
        <p className={styles['text']}>{shown.text}</p>
        {action !== undefined && (
          <button
            type="button"
            className={styles['action']}
            onClick={() => {
              dismissToast(id);
              action.run();
            }}
          >
            {action.label}
          </button>
        )}
      </div>
      <button type="button" className={styles['close']} aria-label={t('app.close')} onClick={() => dismissToast(id)}>
        <IconX size={18} stroke={1.8} aria-hidden />
      </button>
    </div>
  );
}
