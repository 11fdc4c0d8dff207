/** What is shown in place of a page: while it comes, when it broke, when there is none. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../messages/t.ts';
import { Notice } from '../design/Notice.tsx';

/** Empty paper: what takes longer than a moment is said by the page itself. */
export function WaitPage() {
  return (
    <p className="heard" role="status">
      {t('app.loading')}
    </p>
  );
}

export function CrashPage({ error }: { error: unknown }) {
  // The page is beyond saying more; whoever looks into the console should find the cause.
  console.error(error);
  return (
    <Notice title={t('app.crashTitle')} text={t('app.crashText')}>
      <Button variant="filled" onClick={() => location.reload()}>
        {t('app.reload')}
      </Button>
    </Notice>
  );
}

export function NotFoundPage() {
  return (
    <Notice title={t('app.notFoundTitle')} text={t('app.notFoundText')}>
      <Button variant="filled" renderRoot={(props) => <Link to="/" {...props} />}>
        {t('app.toHome')}
      </Button>
    </Notice>
  );
}
