import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type MyPart, REFLECTION_PROMPTS } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { threadStyle } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import styles from './part.module.css';
import { StatementLine } from './StatementLine.tsx';

type Prompt = (typeof REFLECTION_PROMPTS)[number];
const ReflectDialog = lazy(() => import('./ReflectDialog.tsx'));

/** My own questions and answers: private until I share one. */
export function Reflections({ part }: { part: MyPart }) {
  const [writing, setWriting] = useState<Prompt | null>(null);
  const written = part.statements.flatMap((statement) => (statement.kind === 'reflection' ? [statement] : []));
  return (
    <section className={styles['panel']} aria-labelledby="reflections" style={threadStyle(part.person.color)}>
      <h2 id="reflections" className={styles['panelTitle']}>
        {t('part.reflections.title')}
      </h2>
      <p className={styles['quiet']}>
        <IconLock size={15} stroke={1.9} aria-hidden /> {t('part.reflections.about')}
      </p>
      {written.length > 0 && (
        <ul className={styles['lines']}>
          {written.map((statement) => (
            <StatementLine
              key={statement.id}
              part={part}
              statement={statement}
              lead={t(`part.reflections.prompts.${statement.prompt}`)}
            />
          ))}
        </ul>
      )}
      <div className={styles['prompts']}>
        {REFLECTION_PROMPTS.map((prompt) => (
          <Button key={prompt} className={styles['prompt'] ?? ''} onClick={() => setWriting(prompt)}>
            {t(`part.reflections.prompts.${prompt}`)}
          </Button>
        ))}
      </div>
      {writing !== null && (
        <Suspense>
          <ReflectDialog part={part} prompt={writing} onClose={() => setWriting(null)} />
        </Suspense>
      )}
    </section>
  );
}
