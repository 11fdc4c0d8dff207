import {
  BEYOND_ROLES,
  BeyondRoleSchema,
  CLAIMED_ROLES,
  ClaimedRoleSchema,
  type ItemId,
  type MyPart,
  type NewStatement,
} from '@weft/protocol';
import { useState } from 'react';
import { partApi } from '../api/partApi.ts';
import { t } from '../messages/t.ts';
import { AboutItemField } from './AboutItemField.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { SayForm } from './SayForm.tsx';

type Role = (typeof CLAIMED_ROLES)[number] | (typeof BEYOND_ROLES)[number];
const words = (role: Role) => [role, t(`part.beyond.roles.${role}`)] as const;

function statementOf(role: Role, said: string, itemId: ItemId | null): NewStatement {
  const claimed = ClaimedRoleSchema.safeParse(role);
  return claimed.success
    ? { kind: 'claim', role: claimed.data, words: said, itemId }
    : { kind: 'beyond', role: BeyondRoleSchema.parse(role), words: said, itemId };
}

/** "I asked … who sits there at night." A role, and what it was, in one's own words. */
export default function SayDialog({ part, onClose }: { part: MyPart; onClose: () => void }) {
  const [role, setRole] = useState<Role>('said');
  const [itemId, setItemId] = useState<ItemId | null>(null);
  return (
    <SayForm
      boardId={part.board.id}
      title={t('part.beyond.dialog')}
      save={(said) => partApi.say(part.board.id, statementOf(role, said, itemId))}
      onClose={onClose}
      before={
        <ChoiceField<Role>
          label={t('part.beyond.role')}
          value={role}
          choices={[
            { heading: t('part.beyond.brought'), values: BEYOND_ROLES.map(words) },
            { heading: t('part.beyond.claims'), values: CLAIMED_ROLES.map(words) },
          ]}
          onChange={setRole}
        />
      }
      after={<AboutItemField part={part} value={itemId} onChange={setItemId} />}
    />
  );
}
