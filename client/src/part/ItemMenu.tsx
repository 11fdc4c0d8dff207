import { Menu } from '@mantine/core';
import { IconPencilHeart, IconStar, IconUserQuestion } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useOpenOnArrival } from '../design/OnDemandMenu.tsx';
import { t } from '../messages/t.ts';
import { ItemMenuButton, type ItemMenuProps } from './ItemMenuButton.tsx';
import type { OfferKind } from './offerKind.ts';
import { offersFor } from './offerKind.ts';
import { useChoose } from './useChoose.ts';

const OfferDialog = lazy(() => import('./OfferDialog.tsx'));
const ICONS = { theirs: IconUserQuestion, written: IconPencilHeart, mine: IconUserQuestion } as const;
const WORDS = {
  theirs: 'part.offers.reallyTheirs',
  written: 'part.offers.writtenFor',
  mine: 'part.offers.reallyMine',
} as const;

/** What I can say of one item: that I want to be known by it, or that it is not whose it seems to be. */
export default function ItemMenu({ myPart: part, item }: ItemMenuProps) {
  const opening = useOpenOnArrival();
  const [offering, setOffering] = useState<OfferKind | null>(null);
  const choose = useChoose(part.board.id);
  const known = part.choices.knownItem === item.id;
  const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <>
      <Menu position="bottom-end" width={280} {...opening}>
        <Menu.Target>
          <ItemMenuButton myPart={part} item={item} autoFocus />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconStar {...icon} />}
            onClick={() => choose.mutate({ knownItem: known ? null : item.id })}
          >
            {known ? t('part.known.unset') : t('part.known.set')}
          </Menu.Item>
          {offersFor(part, item).map((kind) => {
            const Icon = ICONS[kind];
            return (
              <Menu.Item key={kind} leftSection={<Icon {...icon} />} onClick={() => setOffering(kind)}>
                {t(WORDS[kind])}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {offering !== null && (
        <Suspense>
          <OfferDialog part={part} item={item} kind={offering} onClose={() => setOffering(null)} />
        </Suspense>
      )}
    </>
  );
}
