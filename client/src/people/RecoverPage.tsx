import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { ConfirmPerson } from './ConfirmPerson.tsx';

const route = getRouteApi('/recover/$token');

/** `/recover/:token`: the way back for a board's maker whose device is gone. */
export function RecoverPage() {
  const { token } = route.useParams();
  const navigate = useNavigate();
  return (
    <ConfirmPerson
      title={t('recover.confirmTitle')}
      text={t('recover.confirmText')}
      confirm={t('recover.confirm')}
      take={() => api.recover(token)}
      onTaken={({ boardId }) => navigate({ to: '/boards/$boardId', params: { boardId }, replace: true })}
    />
  );
}
