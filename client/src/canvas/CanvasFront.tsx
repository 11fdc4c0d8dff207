import { SelectionActions } from './SelectionActions.tsx';
import { WhoseOverlay } from './WhoseOverlay.tsx';

/** What Weft lays over the items, without zooming along with them. */
export function CanvasFront() {
  return (
    <>
      <WhoseOverlay />
      <SelectionActions />
    </>
  );
}
