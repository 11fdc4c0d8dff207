import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BoardId, Person } from '@weft/protocol';
import { partQueries } from '../api/partQueries.ts';
import { Face } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import styles from './PeopleHere.module.css';

const ASK_AGAIN_MS = 60_000;

/** My face leads to my part. A dot says that somebody asks me something about whose an item is. */
export function MyFace({ boardId, me }: { boardId: BoardId; me: Person }) {
  const offers = useQuery({ ...partQueries.offers(boardId), refetchInterval: ASK_AGAIN_MS, retry: false });
  const asked = (offers.data ?? []).filter(({ state, proposedBy }) => state === 'open' && proposedBy !== me.id).length;
  const label = [
    t('board.meHere', { name: me.name }),
    t('part.menuOn'),
    ...(asked > 0 ? [t('part.offers.toAnswer', { count: asked })] : []),
  ].join('. ');
  return (
    <Link to="/boards/$boardId/me" params={{ boardId }} className={styles['mine'] ?? ''} title={t('part.menuOn')}>
      <span className="heard">{label}</span>
      <span className={styles['slot']}>
        <Face person={me} size={32} decorative />
      </span>
      <span className={styles['you']} aria-hidden="true">
        {t('app.you')}
      </span>
      {asked > 0 && <span className={styles['asked']} aria-hidden="true" />}
    </Link>
  );
}
