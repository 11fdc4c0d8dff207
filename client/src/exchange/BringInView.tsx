import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Dialog } from '../design/Dialog.tsx';
import { t } from '../messages/t.ts';
import styles from './BringInView.module.css';
import type { BringIns, BringInsState } from './BringIns.ts';
import { LeftOutList } from './LeftOutList.tsx';
import { ProgressBar } from './ProgressBar.tsx';

/** What is over sooner needs no dialog. */
const PATIENCE_MS = 400;

/** How far what is brought in has come, and what of it was left out. */
export default function BringInView({ bringIns, state }: { bringIns: BringIns; state: BringInsState }) {
  const { progress, leftOut } = state;
  return (
    <>
      {progress !== null && <Progress progress={progress} onCancel={() => bringIns.cancel()} />}
      {leftOut !== null && (
        <Dialog title={t('exchange.leftOutTitle')} onClose={() => bringIns.showLeftOut(null)}>
          <LeftOutList leftOut={leftOut} />
        </Dialog>
      )}
    </>
  );
}

interface ProgressProps {
  progress: NonNullable<BringInsState['progress']>;
  onCancel: () => void;
}

function Progress({ progress: { name, step, share }, onCancel }: ProgressProps) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  const percent = Math.round(share * 100);
  return (
    <Dialog title={t('exchange.bringingIn')} onClose={onCancel}>
      {name !== '' && <p className={styles['name']}>{name}</p>}
      <ProgressBar label={t(`exchange.step.${step}`)} percent={percent} />
      <div className={styles['actions']}>
        <Button onClick={onCancel}>{t('app.cancel')}</Button>
      </div>
    </Dialog>
  );
}
