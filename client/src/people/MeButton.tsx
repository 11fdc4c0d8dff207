import type { Person } from '@weft/protocol';
import { Face } from '../design/Face.tsx';
import type { MenuTriggerProps } from '../design/OnDemandMenu.tsx';
import { t } from '../messages/t.ts';
import styles from './PersonMenu.module.css';

/** My name and face. */
export function MeButton({ me, className, ...button }: { me: Person } & MenuTriggerProps) {
  return (
    <button
      type="button"
      className={[styles['me'], className].filter(Boolean).join(' ')}

      {...button}
    >
      <span className="heard">{t('people.menu')}</span>
      <span className={styles['name']} title={me.name}>
        {me.name}
      </span>
      <Face person={me} size={36} decorative />
    </button>
  );
}
