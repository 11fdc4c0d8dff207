import { Button } from '@mantine/core';
import { Dialog } from '../design/Dialog.tsx';
import { t } from '../messages/t.ts';
import { LeftOutList } from './LeftOutList.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import styles from './BringInView.module.css';
import type { StartFromFile, StartingFromFile } from './useStartFromFile.ts';

export interface StartFromFileViewProps {
  starting: StartingFromFile;
  from: StartFromFile;
}

/** While a board is made from a file: how far it is, and then what was left out of it. */
export default function StartFromFileView({ starting, from }: StartFromFileViewProps) {
  if (starting.kind === 'sending') {
    const { name, share } = starting;
    const label = share < 1 ? t('exchange.sending') : t('exchange.unfolding');
    return (
      <Dialog title={t('exchange.startFromFile')} onClose={() => from.cancel()}>
        <p className={styles['name']}>{name}</p>
        <ProgressBar label={label} percent={Math.round(share * 100)} />
        <div className={styles['actions']}>
          <Button onClick={() => from.cancel()}>{t('app.cancel')}</Button>
        </div>
      </Dialog>
    );
  }
  const open = () => void from.open(starting.board);
  return (
    <Dialog title={t('exchange.leftOutTitle')} onClose={open}>
      <LeftOutList leftOut={starting.leftOut} />
      <div className={styles['actions']}>
        <Button variant="filled" onClick={open} data-autofocus>
          {t('exchange.openBoard')}
        </Button>
      </div>
    </Dialog>
  );
}
