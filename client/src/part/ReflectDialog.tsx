import { type ItemId, type MyPart, type REFLECTION_PROMPTS } from '@weft/protocol';
import { useState } from 'react';
import { partApi } from '../api/partApi.ts';
import { t } from '../messages/t.ts';
import { AboutItemField } from './AboutItemField.tsx';
import { TickField } from '../design/fields.tsx';
import { SayForm } from './SayForm.tsx';

export interface ReflectDialogProps {
  part: MyPart;
  prompt: (typeof REFLECTION_PROMPTS)[number];
  onClose: () => void;
}

/** One question, one's own answer. It stays private unless it is ticked. */
export default function ReflectDialog({ part, prompt, onClose }: ReflectDialogProps) {
  const [itemId, setItemId] = useState<ItemId | null>(null);
  const [shared, setShared] = useState(false);
  const boardId = part.board.id;
  return (
    <SayForm
      boardId={boardId}
      title={t(`part.reflections.prompts.${prompt}`)}
      save={(words) => partApi.say(boardId, { kind: 'reflection', prompt, words, itemId, shared })}
      onClose={onClose}
      after={
        <>
          <AboutItemField part={part} value={itemId} onChange={setItemId} />
          <TickField label={t('part.reflections.shareNow')} checked={shared} onChange={setShared} />
        </>
      }
    />
  );
}
