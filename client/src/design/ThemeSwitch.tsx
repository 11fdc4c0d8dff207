import { IconMoon, IconSun } from '@tabler/icons-react';
import { t } from '../messages/t.ts';
import { chooseTheme, useTheme } from './theme.ts';
import styles from './ThemeSwitch.module.css';

/** The quick switch of pages without a menu: the other theme, named for what pressing does. */
export function ThemeSwitch() {
  const dark = useTheme() === 'dark';
  const label = dark ? t('theme.toLight') : t('theme.toDark');
  return (
    <button
      type="button"
      className={styles['switch']}
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={21} stroke={1.7} aria-hidden /> : <IconMoon size={21} stroke={1.7} aria-hidden />}
    </button>
  );
}
