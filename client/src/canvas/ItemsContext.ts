import { createContext } from 'react';
import type { CanvasItems } from './CanvasItems.ts';

/** What can be done with the items of this canvas; answers null while there is no editor. */
export const ItemsContext = createContext<() => CanvasItems | null>(() => null);
