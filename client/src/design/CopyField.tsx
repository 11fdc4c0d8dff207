import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { t } from '../messages/t.ts';
import styles from './CopyField.module.css';

/**
 * Text to take along. On plain http there is no clipboard API: then the field itself is selected and the old command
 * copies it; if even that is refused, it stays selected for the person's own keys.
 */
async function copy(field: HTMLInputElement): Promise<boolean> {
  if (isSecureContext) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // The person or a policy forbids it; the way below needs no permission.
    }
  }
  field.focus();
  field.select();
  return document.execCommand('copy');
}

export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_500);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <div className={styles['wrap']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <div className={styles['row']}>
        <input
          id={id}
          ref={field}
          className={styles['field']}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          className={styles['copy'] ?? ''}
          leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          onClick={() => {
            if (field.current !== null) void copy(field.current).then(setCopied);
          }}
        >
          {copied ? t('app.copied') : t('app.copy')}
        </Button>
        <span className="heard" role="status">
          {copied ? t('app.copied') : ''}
        </span>
      </div>
    </div>
  );
}
