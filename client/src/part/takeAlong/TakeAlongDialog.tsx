import { Button, SegmentedControl } from '@mantine/core';
import type { MyPart } from '@weft/protocol';
import { useId, useState } from 'react';
import { partFile } from '../../api/partApi.ts';
import { Dialog } from '../../design/Dialog.tsx';
import dialogStyles from '../../design/TextDialog.module.css';
import { fileNameFor, saveFile } from '../../exchange/saveFile.ts';
import { t } from '../../messages/t.ts';
import { TickField } from '../../design/fields.tsx';
import styles from '../part.module.css';
import type { BoardPictures } from '../pictures/BoardPictures.ts';

const FORMATS = ['pdf', 'png', 'json', 'csv'] as const;
type Format = (typeof FORMATS)[number];

export interface TakeAlongDialogProps {
  part: MyPart;
  pictures: BoardPictures | null;
  onClose: () => void;
}

/** My part as a file that is mine: drawn here, or written by the server. */
export default function TakeAlongDialog({ part, pictures, onClose }: TakeAlongDialogProps) {
  const id = useId();
  const [format, setFormat] = useState<Format>('pdf');
  const [withPrivate, setWithPrivate] = useState(false);
  const hasPrivate = part.statements.some((statement) => statement.kind === 'reflection' && !statement.shared);
  return (
    <Dialog title={t('part.take.title')} onClose={onClose}>
      <span id={id} className="heard">
        {t('part.take.as')}
      </span>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={format}
        data={FORMATS.map((value) => ({ value, label: t(`part.take.formats.${value}`) }))}
        onChange={setFormat}
      />
      <p className={styles['about']}>{t(`part.take.what.${format}`)}</p>
      {format === 'pdf' && hasPrivate && (
        <TickField label={t('part.take.private')} checked={withPrivate} onChange={setWithPrivate} />
      )}
      <div className={dialogStyles['actions']}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        {format === 'json' || format === 'csv' ? (
          <Button
            component="a"
            variant="filled"
            href={partFile(part.board.id, format)}
            download={fileNameFor(part.board.title, format)}
            onClick={onClose}
          >
            {t('part.take.save')}
          </Button>
        ) : (
          <DrawnFile wish={{ part, pictures, format, withPrivate }} onDone={onClose} />
        )}
      </div>
    </Dialog>
  );
}

interface DrawnFileProps {
  wish: { part: MyPart; pictures: BoardPictures | null; format: 'pdf' | 'png'; withPrivate: boolean };
  onDone: () => void;
}

function DrawnFile({ wish, onDone }: DrawnFileProps) {
  const { part, pictures, format } = wish;
  const [making, setMaking] = useState(false);
  const [failed, setFailed] = useState(false);
  const make = async () => {
    if (pictures === null) return;
    setMaking(true);
    setFailed(false);
    try {
      const { makePortfolio } = await import('./makePortfolio.ts');
      const file = await makePortfolio({ ...wish, pictures });
      saveFile(file, fileNameFor(`${t('part.title')} · ${part.board.title}`, format));
      onDone();
    } catch (error) {
      // Too large for this browser's pictures, as a rule; whoever looks into the console should find the cause.
      console.error(error);
      setFailed(true);
      setMaking(false);
    }
  };
  return (
    <>
      {failed && (
        <p className={styles['refused']} role="alert">
          {t('part.take.failed')}
        </p>
      )}
      <Button variant="filled" loading={making || pictures === null} onClick={() => void make()}>
        {t('part.take.save')}
      </Button>
    </>
  );
}
