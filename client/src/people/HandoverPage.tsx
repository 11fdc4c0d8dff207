import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { t } from '../messages/t.ts';
import { api } from '../api/api.ts';
import { ConfirmPerson } from './ConfirmPerson.tsx';

const route = getRouteApi('/handover/$token');

/** `/handover/:token`: this device becomes mine as well. Opening the page uses nothing up; the button does. */
export function HandoverPage() {
  const { token } = route.useParams();
  const navigate = useNavigate();
  return (
    <ConfirmPerson
      title={t('handover.confirmTitle')}
      text={t('handover.confirmText')}
      confirm={t('handover.confirm')}
      take={() => api.takeHandover(token)}
      onTaken={() => navigate({ to: '/', replace: true })}
    />
  );
}
