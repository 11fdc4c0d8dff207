import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { CopyField } from '../design/CopyField.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { QrCode } from '../design/QrCode.tsx';
import { useNow } from '../design/useNow.ts';
import { errorText } from '../messages/errorText.ts';
import { whenText } from '../messages/when.ts';
import styles from './HandoverDialog.module.css';
import type { PersonDialogProps } from './PersonDialogProps.ts';

/** The link that makes another device mine as well. It is made when asked for, and never kept. */
export default function HandoverDialog({ onClose }: PersonDialogProps) {
  const now = useNow(10_000);
  const offer = useQuery({ queryKey: ['handover'], queryFn: api.offerHandover, gcTime: 0, staleTime: Infinity });
  const again = (
    <Button variant="filled" onClick={() => void offer.refetch()} loading={offer.isFetching}>
      {t('handover.again')}
    </Button>
  );

  const content = () => {
    if (offer.isPending) return <Loader size="sm" />;
    if (offer.isError)
      return (
        <>
          <p role="alert">{errorText(offer.error)}</p>
          {again}
        </>
      );
    if (offer.data.expiresAt <= now)
      return (
        <>
          <p role="status">{t('handover.expired')}</p>
          {again}
        </>
      );
    return (
      <>
        <QrCode text={offer.data.url} label={t('handover.qr')} size={208} />
        <div className={styles['link']}>
          <CopyField label={t('handover.link')} value={offer.data.url} />
        </div>
        <p className={styles['quiet']}>{t('handover.once', { time: whenText(offer.data.expiresAt, now) })}</p>
      </>
    );
  };

  return (
    <Dialog onClose={onClose} title={t('handover.title')}>
      <p className={styles['text']}>{t('handover.text')}</p>
      <div className={styles['offer']}>{content()}</div>
    </Dialog>
  );
}
