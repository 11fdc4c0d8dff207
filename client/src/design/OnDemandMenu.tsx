import { type ComponentProps, type ComponentType, Suspense, useEffect, useState } from 'react';

/** A menu's button: what it says comes from its own props, what it does from whoever draws it. */
export type MenuTriggerProps = ComponentProps<'button'>;

export interface OnDemandMenuProps<Props extends object> {
  /** The button alone. */
  trigger: ComponentType<Props & MenuTriggerProps>;
  /** The menu with its button, opened as it appears; a lazy component. */
  menu: ComponentType<Props>;
  /** Starts fetching the menu, ahead of the press. */
  preload: () => unknown;
  props: Props;
}

/** Menus weigh more than the page they stand on: one is fetched when somebody is about to open it. */
export function OnDemandMenu<Props extends object>({
  trigger: Trigger,
  menu: Menu,
  preload,
  props,
}: OnDemandMenuProps<Props>) {
  const [wanted, setWanted] = useState(false);
  const waiting = (
    <Trigger
      {...props}
      aria-haspopup="menu"
      aria-expanded={wanted}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() => setWanted(true)}
    />
  );
  if (!wanted) return waiting;
  return (
    <Suspense fallback={waiting}>
      <Menu {...props} />
    </Suspense>
  );
}

/** Opens the menu as it appears. Begun open, Mantine would not know whom to give the focus back to. */
export function useOpenOnArrival() {
  const [opened, setOpened] = useState(false);
  // oxlint-disable-next-line react/set-state-in-effect -- the button has the focus only once it is there
  useEffect(() => setOpened(true), []);
  return { opened, onChange: setOpened };
}
