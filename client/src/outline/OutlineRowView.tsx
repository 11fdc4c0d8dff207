import {
  IconArrowUpRight,
  IconChevronDown,
  IconChevronRight,
  IconFile,
  IconFrame,
  IconLetterT,
  IconNote,
  IconPencil,
  IconPhoto,
  IconPoint,
  IconShape,
  IconStack2,
  type TablerIcon,
} from '@tabler/icons-react';
import { type CSSProperties, memo } from 'react';
import { t } from '../messages/t.ts';
import { ItemChooser, type ItemChoice } from './ItemChooser.tsx';
import type { Doing, OutlineActions } from './OutlineActions.ts';
import { TOUCH_STEP } from './outlineKeys.ts';
import styles from './OutlinePanel.module.css';
import { OutlineRowMenu } from './OutlineRowMenu.tsx';
import type { OutlineRow } from './outlineRows.ts';
import { OutlineText } from './OutlineText.tsx';
import { type EntryWords, nameOf } from './outlineWords.ts';

export interface OutlineRowViewProps {
  row: OutlineRow;
  words: EntryWords;
  isCurrent: boolean;
  isSelected: boolean;
  readOnly: boolean;
  /** What goes on at this entry. */
  doing: Doing | null;
  choices: (from: string) => readonly ItemChoice[];
  actions: OutlineActions;
}

const ICONS: Readonly<Record<string, TablerIcon>> = {
  page: IconFile,
  note: IconNote,
  text: IconLetterT,
  frame: IconFrame,
  group: IconStack2,
  arrow: IconArrowUpRight,
  image: IconPhoto,
  draw: IconPencil,
  highlight: IconPencil,
  geo: IconShape,
};

/** One entry of the tree. Its keys are heard by the panel. */
export const OutlineRowView = memo(function OutlineRowView(props: OutlineRowViewProps) {
  const { row, words, isCurrent, isSelected, readOnly, doing, actions } = props;
  const { entry, level, position, siblings, open } = row;
  const Icon = ICONS[entry.type] ?? IconPoint;
  const Chevron = open === true ? IconChevronDown : IconChevronRight;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the panel hears the keys of all entries
    <div
      role="treeitem"
      className={styles['row']}
      style={{ '--level': level - 1 } as CSSProperties}
      data-entry={entry.id}
      data-type={entry.type}
      data-moving={doing?.kind === 'move' || undefined}
      tabIndex={isCurrent ? 0 : -1}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isSelected}
      {...(open === null ? {} : { 'aria-expanded': open })}
      // While something goes on here, its words belong to the name.
      {...(doing === null ? { 'aria-label': words.heard } : {})}
      onClick={() => (doing === null ? actions.go(entry.id) : undefined)}
    >
      <span className={styles['line']}>
        {/* For the pointer alone: keys fold an entry to the left and right. */}
        <span
          className={styles['fold']}
          aria-hidden="true"
          onPointerDown={() => (open === null ? undefined : actions.fold(entry.id, open))}
        >
          {open !== null && <Chevron size={16} stroke={2} />}
        </span>
        <Icon size={18} stroke={1.6} className={styles['icon']} aria-hidden />
        <span className={styles['words']}>
          <span
            className={styles['main']}
            data-quiet={entry.relation !== null || entry.text.trim() === '' || undefined}
          >
            {words.main}
          </span>
          {/* The space keeps the words apart for tools that compare what is seen with what is heard. */}
          {words.aside !== '' && <span className={styles['quiet']}> {words.aside}</span>}
        </span>
        {!readOnly && (
          <OutlineRowMenu entry={entry} open={doing?.kind === 'menu'} isCurrent={isCurrent} actions={actions} />
        )}
      </span>
      <RowDoing {...props} />
    </div>
  );
});

function RowDoing({ row, doing, choices, actions }: OutlineRowViewProps) {
  const { entry } = row;
  switch (doing?.kind) {
    case 'write':
      return (
        <OutlineText
          label={t('outline.textOf', { item: nameOf(entry) })}
          base={doing.base}
          onEnd={(text) => actions.endWriting(entry.id, doing.base, text)}
        />
      );
    case 'connect':
      return (
        <ItemChooser
          label={t('outline.connectTo', { item: nameOf(entry) })}
          choices={choices(entry.id)}
          onEnd={(to) => actions.endConnect(entry.id, to)}
        />
      );
    case 'move':
      return <MoveButtons actions={actions} />;
    default:
      return null;
  }
}

/** For those who move by finger. */
function MoveButtons({ actions }: { actions: OutlineActions }) {
  return (
    <span className={styles['writing']}>
      <span className={styles['quiet']}>{t('outline.moving')}</span>
      <span className={styles['steps']}>
        <StepButton words={t('outline.left')} run={() => actions.moveBy(-TOUCH_STEP, 0)} />
        <StepButton words={t('outline.right')} run={() => actions.moveBy(TOUCH_STEP, 0)} />
        <StepButton words={t('outline.up')} run={() => actions.moveBy(0, -TOUCH_STEP)} />
        <StepButton words={t('outline.down')} run={() => actions.moveBy(0, TOUCH_STEP)} />
        <StepButton words={t('outline.moveDone')} run={() => actions.endMove(true)} />
        <StepButton words={t('outline.moveBack')} run={() => actions.endMove(false)} />
      </span>
    </span>
  );
}

function StepButton({ words, run }: { words: string; run: () => void }) {
  return (
    <button
      type="button"
      className={styles['step']}
      onClick={(event) => {
        event.stopPropagation();
        run();
      }}
    >
      {words}
    </button>
  );
}
