import { IconDots } from '@tabler/icons-react';
import type { MyPart } from '@weft/protocol';
import type { MenuTriggerProps } from '../design/OnDemandMenu.tsx';
import { t } from '../messages/t.ts';
import target from '../design/CardTarget.module.css';
import { itemName, type PartItem } from './partWords.ts';

export interface ItemMenuProps {
  myPart: MyPart;
  item: PartItem;
}

export function ItemMenuButton({ myPart: _myPart, item, className, ...button }: ItemMenuProps & MenuTriggerProps) {
  return (
    <button
      type="button"
      className={[target['dots'], className].filter(Boolean).join(' ')}
      aria-label={t('part.more', { item: itemName(item) })}
      {...button}
    >
      <IconDots size={20} stroke={1.8} aria-hidden />
    </button>
  );
}
