import { Button, SegmentedControl } from '@mantine/core';
import type { Board, Role } from '@weft/protocol';
import { useId, useState } from 'react';
import type { CanvasExchange, PictureGround } from '../canvas/CanvasExchange.ts';
import { Dialog } from '../design/Dialog.tsx';
import { toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';
import styles from './DownloadDialog.module.css';
import { formatsOf, isFile, type DownloadFormat, type DownloadSubject } from './downloadChoices.ts';
import { makeDownload } from './makeDownload.ts';
import { fileNameFor, saveFile } from './saveFile.ts';

export interface DownloadDialogProps {
  board: Board;
  role: Role;
  canvas: CanvasExchange;
  selectedCount: number;
  onClose: () => void;
}

/** What of the board, and as what kind of file. */
export default function DownloadDialog({ board, role, canvas, selectedCount, onClose }: DownloadDialogProps) {
  const subjects: readonly DownloadSubject[] = selectedCount > 0 ? ['board', 'page', 'selection'] : ['board', 'page'];
  const [subject, setSubject] = useState<DownloadSubject>(selectedCount > 0 ? 'selection' : 'board');
  const formats = formatsOf(subject, role);
  const [chosen, setFormat] = useState<DownloadFormat>('pdf');
  const format = formats.includes(chosen) ? chosen : 'pdf';
  const [ground, setGround] = useState<PictureGround>('light');
  const [scale, setScale] = useState('2');
  const [busy, setBusy] = useState(false);
  const [abort] = useState(() => new AbortController());

  const close = () => {
    abort.abort();
    onClose();
  };
  const download = async () => {
    setBusy(true);
    const wish = { subject, format, ground, scale: Number(scale), title: board.title };
    const file = await makeDownload(canvas, wish, abort.signal);
    if (abort.signal.aborted) return;
    setBusy(false);
    if (file instanceof Blob) {
      saveFile(file, fileNameFor(board.title, format));
      onClose();
    } else toast(t(`exchange.${file}`), { kind: 'problem' });
  };

  return (
    <Dialog title={t('exchange.download')} onClose={close}>
      <div className={styles['rows']}>
        <Choice
          label={t('exchange.what')}
          value={subject}
          values={subjects.map((value) => [value, t(`exchange.subject.${value}`)])}
          onChange={setSubject}
        />
        <Choice
          label={t('exchange.as')}
          value={format}
          values={formats.map((value) => [value, t(`exchange.format.${value}`)])}
          onChange={setFormat}
        />
        {(format === 'png' || format === 'svg') && (
          <Choice
            label={t('exchange.ground')}
            value={ground}
            values={(['light', 'dark', 'none'] as const).map((value) => [value, t(`exchange.grounds.${value}`)])}
            onChange={setGround}
          />
        )}
        {format === 'png' && (
          <Choice
            label={t('exchange.size')}
            value={scale}
            values={['1', '2', '3'].map((value) => [value, t('exchange.times', { count: Number(value) })])}
            onChange={setScale}
          />
        )}
      </div>
      <p className={styles['about']}>{t(`exchange.about.${format}`)}</p>
      <div className={styles['actions']}>
        <Button onClick={close}>{t('app.cancel')}</Button>
        {isFile(format) ? (
          <Button
            component="a"
            variant="filled"
            href={`/api/boards/${encodeURIComponent(board.id)}/export?format=${format}`}
            download
            onClick={onClose}
          >
            {t('exchange.download')}
          </Button>
        ) : (
          <Button variant="filled" loading={busy} onClick={() => void download()}>
            {t('exchange.download')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  values: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, values, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className={styles['row']}>
      <span className={styles['label']} id={id}>
        {label}
      </span>
      <SegmentedControl
        aria-labelledby={id}
        className={styles['choice'] ?? ''}
        value={value}
        data={values.map(([one, words]) => ({ value: one, label: words }))}
        onChange={onChange}
      />
    </div>
  );
}
