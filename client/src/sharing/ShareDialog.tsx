import { type Board, mayEdit, type Role, type RuntimeConfig } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { Dialog } from '../design/Dialog.tsx';
import { RecoverySection } from './RecoverySection.tsx';
import styles from './ShareDialog.module.css';
import { ShareWays } from './ShareWays.tsx';

export interface ShareDialogProps {
  board: Board;
  role: Role;
  config: RuntimeConfig;
  onClose: () => void;
}

/** The ways in for others; for who runs the board also the way back for themself. */
export default function ShareDialog({ board, role, config, onClose }: ShareDialogProps) {
  const facilitators = board.people.length > 0 ? board.people.slice(0, 1).map(({ name }) => name) : [];
  return (
    <Dialog onClose={onClose} size={620} title={t('share.title')}>
      {config.tldrawLicense === 'blank' && (
        <section className={styles['licence']}>
          <h3>{t('share.licenceTitle')}</h3>
          <p>{t('share.licenceText')}</p>
        </section>
      )}
      {mayEdit(role) ? (
        <ShareWays boardId={board.id} shareUrl={config.shareUrl} />
      ) : (
        <p>{t('share.notAllowed', { name: facilitators[0] ?? t('app.someone') })}</p>
      )}
      {role === 'facilitator' && <RecoverySection boardId={board.id} />}
    </Dialog>
  );
}
