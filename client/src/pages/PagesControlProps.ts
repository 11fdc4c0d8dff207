import type { CanvasPages, PagesSnapshot } from '../canvas/CanvasPages.ts';
import type { RosterPerson } from '../sync/roster.ts';

export interface PagesControlProps {
  pages: CanvasPages;
  shown: PagesSnapshot;
  selectedCount: number;
  people: readonly RosterPerson[];
  readOnly: boolean;
}
