import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { SOMEONE } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { nameOf } from '../people/nameOf.ts';
import styles from './LookBackBar.module.css';
import type { LookingTogether } from './useLookBack.ts';

/** Begins a look back, shows who leads one and how many follow, and lets one come along, stay behind or end it. */
export function LookBackBar({ together, onAsk }: { together: LookingTogether; onAsk: () => void }) {
  const { lookBack, role } = together;
  if (lookBack === null) {
    return (
      <Button
        className={styles['begin'] ?? ''}
        leftSection={<IconUsersGroup size={18} stroke={1.8} aria-hidden />}
        aria-label={t('lookBack.begin')}
        onClick={together.lead}
      >
        <span className={styles['wide']}>{t('lookBack.begin')}</span>
      </Button>
    );
  }
  return (
    <div className={styles['bar']} role="status">
      <span>
        {role === 'leading'
          ? t('lookBack.youLead', { count: lookBack.following })
          : lookBack.leader.id === SOMEONE
            ? t('lookBack.someoneLeads')
            : t('lookBack.leads', { name: nameOf(lookBack.leader) })}
      </span>
      {role === 'leading' && <Button onClick={onAsk}>{t('lookBack.ask')}</Button>}
      {role === 'leading' && <Button onClick={together.end}>{t('lookBack.end')}</Button>}
      {role === 'following' && <Button onClick={together.leave}>{t('lookBack.leave')}</Button>}
      {role === 'apart' && (
        <Button variant="filled" onClick={together.follow}>
          {t('lookBack.follow')}
        </Button>
      )}
    </div>
  );
}
