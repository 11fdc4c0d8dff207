import { createContext, useContext, type ReactNode } from 'react';
import { DefaultNavigationPanel } from 'tldraw';

/** What the board puts beside the zoom, in the corner of the canvas. */
export const CornerContext = createContext<ReactNode>(null);

export function CanvasCorner() {
  return (
    <div className="weft-corner">
      {useContext(CornerContext)}
      <DefaultNavigationPanel />
    </div>
  );
}
