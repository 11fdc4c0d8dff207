import { Button, Loader, SegmentedControl } from '@mantine/core';
import type { BoardId, Link } from '@weft/protocol';
import { useId, useState } from 'react';
import { t } from '../messages/t.ts';
import { CopyField } from '../design/CopyField.tsx';
import { QrCode } from '../design/QrCode.tsx';
import { useNow } from '../design/useNow.ts';
import { errorText } from '../messages/errorText.ts';
import { whenText } from '../messages/when.ts';
import { reachOf } from './reach.ts';
import styles from './ShareDialog.module.css';
import { type GivenRole, useLinks } from './useLinks.ts';

/** Link, QR and short code for the chosen role, and the links that are open. */
export function ShareWays({ boardId, shareUrl }: { boardId: BoardId; shareUrl: string }) {
  const [role, setRole] = useState<GivenRole>('participant');
  const { links, current, make, withdraw } = useLinks(boardId, role);
  const roleLabel = useId();
  const error = links.error ?? make.error;
  return (
    <>
      <div className={styles['role']}>
        <span id={roleLabel}>{t('share.role')}</span>
        <SegmentedControl
          aria-labelledby={roleLabel}
          value={role}
          onChange={(chosen) => setRole(chosen === 'viewer' ? 'viewer' : 'participant')}
          data={[
            { value: 'participant', label: t('share.participant') },
            { value: 'viewer', label: t('share.viewer') },
          ]}
        />
      </div>
      {current !== undefined ? (
        <Ways link={current} shareUrl={shareUrl} />
      ) : (
        <div className={styles['waiting']}>
          {error !== null ? (
            <p role="alert">{errorText(error)}</p>
          ) : (
            <WaitOrNone waiting={links.isPending || make.isPending} />
          )}
          {!links.isPending && !make.isPending && (
            <Button variant="filled" onClick={() => (links.isError ? void links.refetch() : make.mutate(role))}>
              {t('share.makeLink')}
            </Button>
          )}
        </div>
      )}
      <GivenLinks links={links.data ?? []} onWithdraw={(link) => withdraw.mutate(link)} />
    </>
  );
}

function WaitOrNone({ waiting }: { waiting: boolean }) {
  return waiting ? <Loader size="sm" /> : <p>{t('share.none')}</p>;
}

function Ways({ link, shareUrl }: { link: Link; shareUrl: string }) {
  const now = useNow(30_000);
  const where = {
    everywhere: 'share.whereEverywhere',
    network: 'share.whereNetwork',
    here: 'share.whereHere',
  } as const;
  return (
    <div className={styles['ways']}>
      <QrCode text={link.url} label={t('share.qr')} size={196} />
      <div className={styles['written']}>
        <CopyField label={t('share.link')} value={link.url} />
        <div>
          <p className={styles['label']}>{t('share.code')}</p>
          <p className={styles['code']}>{link.code}</p>
          <p className={styles['quiet']}>
            {link.codeExpiresAt > now
              ? t('share.codeUntil', { when: whenText(link.codeExpiresAt, now) })
              : t('share.codeExpired')}
          </p>
        </div>
      </div>
      <p className={styles['where']}>
        {t('share.where', { url: shareUrl.replace(/^https?:\/\//, '') })} {t(where[reachOf(shareUrl)])}
      </p>
    </div>
  );
}

function GivenLinks({ links, onWithdraw }: { links: readonly Link[]; onWithdraw: (link: Link) => void }) {
  const now = useNow(30_000);
  if (links.length === 0) return null;
  return (
    <details className={styles['more']}>
      <summary>{t('share.given', { count: links.length })}</summary>
      <ul>
        {links.map((link) => (
          <li key={link.id}>
            <span>
              <span className={styles['rowCode']}>{link.code}</span> {t(`share.${link.role}`)}
              <span className={styles['quiet']}> · {t('share.since', { when: whenText(link.createdAt, now) })}</span>
            </span>
            <Button
              variant="subtle"
              color="danger"
              aria-label={t('share.withdrawCode', { code: link.code })}
              onClick={() => onWithdraw(link)}
            >
              {t('share.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
