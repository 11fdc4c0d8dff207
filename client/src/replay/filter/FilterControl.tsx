import { Popover } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { t } from '../../messages/t.ts';
import { withKey } from '../keys/replayKeys.ts';
import type { ReplayController } from '../ReplayController.ts';
import type { TimelinePicture } from '../timeline/timelinePicture.ts';
import { filterChoices, filterWords } from './filterChoices.ts';
import styles from './FilterControl.module.css';
import { FilterPanel } from './FilterPanel.tsx';
import type { ReplayFilter } from './useReplayFilter.ts';

export interface FilterControlProps {
  readonly replay: ReplayController;
  /** Null until it is known who did what. */
  readonly picture: TimelinePicture | null;
  readonly filter: ReplayFilter;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/** What is asked for of the making, a way to ask for something else, and one to see everything again. */
export function FilterControl({ replay, picture, filter, opened, onChange }: FilterControlProps) {
  if (picture === null) return null;
  const choices = filterChoices(picture, replay.records, filter);
  const what = filter.isOn ? filterWords(choices, filter) || t('filter.gone') : '';
  return (
    <div className={styles['control']} data-on={filter.isOn || undefined}>
      <Popover
        opened={opened}
        onChange={onChange}
        position="top-start"
        offset={10}
        width="min(420px, calc(100vw - 16px))"
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
            aria-label={filter.isOn ? t('filter.openOn', { what }) : t('filter.open')}
            title={filter.isOn ? what : withKey(t('filter.open'), 'filter')}
            onClick={() => onChange(!opened)}
          >
            <IconFilter size={18} stroke={1.8} aria-hidden />
            <span className={styles['what']}>{filter.isOn ? what : t('filter.open')}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterPanel choices={choices} filter={filter} />
        </Popover.Dropdown>
      </Popover>
      {filter.isOn && (
        <button
          type="button"
          className={styles['clear']}
          aria-label={t('filter.clear')}
          title={t('filter.clear')}
          onClick={filter.clear}
        >
          <IconX size={17} stroke={1.9} aria-hidden />
        </button>
      )}
    </div>
  );
}
