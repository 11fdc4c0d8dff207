import { Button } from '@mantine/core';
import type { BoardId } from '@weft/protocol';
import { useState } from 'react';
import { Dialog } from '../../design/Dialog.tsx';
import { ChoiceField, TickField } from '../../design/fields.tsx';
import dialogStyles from '../../design/TextDialog.module.css';
import { ProgressBar } from '../../exchange/ProgressBar.tsx';
import { fileNameFor, saveFile } from '../../exchange/saveFile.ts';
import { t } from '../../messages/t.ts';
import { whenText } from '../../messages/when.ts';
import type { ReplayController } from '../ReplayController.ts';
import type { Making } from '../useTimelinePicture.ts';
import { canMakeVideo, makeVideo } from './makeVideo.ts';

export interface VideoDialogProps {
  readonly boardId: BoardId;
  readonly replay: ReplayController;
  readonly making: Making;
  readonly title: string;
  readonly onClose: () => void;
}

const LENGTHS = ['15', '30', '60', '120'] as const;
const HEIGHTS = ['720', '1080'] as const;
type State = { readonly part: number } | 'ready' | 'failed' | 'none';

/** The making as a film to take along: how long, how large, with or without names. */
export default function VideoDialog({ boardId, replay, making, title, onClose }: VideoDialogProps) {
  const [seconds, setSeconds] = useState<(typeof LENGTHS)[number]>('30');
  const [height, setHeight] = useState<(typeof HEIGHTS)[number]>('720');
  const [withNames, setWithNames] = useState(true);
  const [state, setState] = useState<State>('ready');
  const [abort, setAbort] = useState<AbortController | null>(null);

  const close = () => {
    abort?.abort();
    onClose();
  };
  const make = async () => {
    const aborting = new AbortController();
    setAbort(aborting);
    setState({ part: 0 });
    try {
      const now = Date.now();
      const video = await makeVideo({
        boardId,
        log: replay.log,
        making,
        title,
        whenText: (time) => whenText(time, now),
        seconds: Number(seconds),
        height: Number(height),
        withNames,
        onProgress: (part) => setState({ part }),
        signal: aborting.signal,
      });
      if (video === null) return setState('none');
      saveFile(video.blob, fileNameFor(title, video.extension));
      onClose();
    } catch {
      if (!aborting.signal.aborted) setState('failed');
    }
  };
  const isMaking = typeof state === 'object';
  const isImpossible = !canMakeVideo() || state === 'none';

  return (
    <Dialog title={t('video.title')} onClose={close}>
      {isImpossible ? (
        <p>{t(canMakeVideo() ? 'video.noCodec' : 'video.insecure')}</p>
      ) : (
        <>
          <ChoiceField
            label={t('video.length')}
            value={seconds}
            choices={[
              { values: LENGTHS.map((value) => [value, t('video.seconds', { count: Number(value) })] as const) },
            ]}
            onChange={setSeconds}
          />
          <ChoiceField
            label={t('video.size')}
            value={height}
            choices={[{ values: HEIGHTS.map((value) => [value, t('video.lines', { count: value })] as const) }]}
            onChange={setHeight}
          />
          <TickField label={t('video.names')} checked={withNames} disabled={isMaking} onChange={setWithNames} />
          {isMaking && <ProgressBar label={t('video.making')} percent={Math.round(state.part * 100)} />}
          {state === 'failed' && <p role="alert">{t('video.failed')}</p>}
        </>
      )}
      <div className={dialogStyles['actions']}>
        <Button onClick={close}>{t('app.cancel')}</Button>
        {!isImpossible && (
          <Button variant="filled" loading={isMaking} onClick={() => void make()}>
            {t('video.make')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
