import type { ItemId, MyPart } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { ChoiceField } from '../design/fields.tsx';
import { itemName } from './partWords.ts';

export interface AboutItemFieldProps {
  part: MyPart;
  value: ItemId | null;
  onChange: (item: ItemId | null) => void;
}

/** What one's words are about: the board as a whole, or one of the items that one has a part in. */
export function AboutItemField({ part, value, onChange }: AboutItemFieldProps) {
  const items = part.items.map((item) => [item.id as string, itemName(item)] as const);
  return (
    <ChoiceField
      label={t('part.beyond.item')}
      value={value ?? ''}
      choices={[{ values: [['', t('part.beyond.noItem')], ...items] }]}
      onChange={(chosen) => onChange(part.items.find(({ id }) => id === chosen)?.id ?? null)}
    />
  );
}
