import { Popover } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { t } from '../../messages/t.ts';
import styles from './KeysHelp.module.css';
import { capsOf, REPLAY_KEYS, withKey } from './replayKeys.ts';

export interface KeysHelpProps {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/** The keys that play a replay. */
export function KeysHelp({ opened, onChange }: KeysHelpProps) {
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="top-end"
      offset={10}
      width={340}
      shadow="none"
      radius="md"
      trapFocus
      returnFocus
      classNames={{ dropdown: styles['panel'] ?? '' }}
    >
      <Popover.Target>
        <button
          type="button"
          className={styles['button']}
          aria-label={t('replayKeys.title')}
          title={withKey(t('replayKeys.title'), 'keys')}
          onClick={() => onChange(!opened)}
        >
          <IconKeyboard size={20} stroke={1.7} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown tabIndex={-1} data-autofocus>
        <h2 className={styles['title']}>{t('replayKeys.title')}</h2>
        <dl className={styles['keys']}>
          {REPLAY_KEYS.map((key) => (
            <div key={key.does}>
              <dt>{t(`replayKeys.does.${key.does}`)}</dt>
              <dd>
                {capsOf(key).map((cap) => (
                  <kbd key={cap}>{cap}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
