import type { ItemId } from '@weft/protocol';
import { type RefAttributes, useContext } from 'react';
import { DefaultShapeWrapper } from 'tldraw';
import type { TLShapeWrapperProps } from 'tldraw';
import { LitContext } from './Highlights.ts';

/** An item that is dimmed while others are to be looked at. */
export function DimmableShape(props: TLShapeWrapperProps & RefAttributes<HTMLDivElement>) {
  const lit = useContext(LitContext);
  // An item's id is tldraw's shape id.
  const isDim = lit !== null && !lit.has(props.shape.id as string as ItemId);
  return <DefaultShapeWrapper {...props} data-dim={isDim || undefined} />;
}
