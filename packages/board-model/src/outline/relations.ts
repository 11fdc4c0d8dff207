import type { TLArrowShape, TLRecord } from '@tldraw/tlschema';
import { textOfRecord } from '../items.ts';
import { compare } from './readingOrder.ts';

/** What an arrow says of an item that it holds on to, and of the item at its other end. */
export interface OutlineRelation {
  readonly kind: 'leads-to' | 'comes-from' | 'joined-with';
  readonly arrowId: string;
  /** The item at the other end. */
  readonly itemId: string;
  /** The arrow's text, empty where it has none. */
  readonly label: string;
}

/** The arrows of a board as relations between items. */
export interface Relations {
  /** The relations of each item: in the order of its arrows' places among their siblings, then of their ids. */
  readonly ofItem: ReadonlyMap<string, readonly OutlineRelation[]>;
  /** The item that each bound arrow starts from, the way its head points. */
  readonly sourceOf: ReadonlyMap<string, string>;
}

interface Ends {
  start?: string;
  end?: string;
}

export function relationsIn(records: ReadonlyMap<string, TLRecord>): Relations {
  const ofItem = new Map<string, OutlineRelation[]>();
  const sourceOf = new Map<string, string>();
  const relate = (from: string, relation: OutlineRelation): void => {
    const known = ofItem.get(from);
    if (known) known.push(relation);
    else ofItem.set(from, [relation]);
  };
  for (const [arrow, ends] of boundArrows(records)) {
    const { from, to, isDirected } = direct(arrow, ends);
    if (from !== undefined) sourceOf.set(arrow.id, from);
    if (from === undefined || to === undefined) continue;
    const about = { arrowId: arrow.id, label: textOfRecord(arrow) };
    relate(from, { kind: isDirected ? 'leads-to' : 'joined-with', itemId: to, ...about });
    if (from !== to) relate(to, { kind: isDirected ? 'comes-from' : 'joined-with', itemId: from, ...about });
  }
  return { ofItem, sourceOf };
}

function boundArrows(records: ReadonlyMap<string, TLRecord>): (readonly [TLArrowShape, Ends])[] {
  const ends = new Map<string, Ends>();
  const bindings = [...records.values()].filter((record) => record.typeName === 'binding');
  for (const binding of bindings.toSorted((a, b) => compare(a.id, b.id))) {
    if (binding.type !== 'arrow' || !records.has(binding.toId)) continue;
    const known = ends.get(binding.fromId) ?? {};
    // Where several hold one end, the lowest id does, as in the view.
    known[binding.props.terminal] ??= binding.toId;
    ends.set(binding.fromId, known);
  }
  return [...ends]
    .flatMap(([id, held]) => {
      const arrow = records.get(id);
      return arrow?.typeName === 'shape' && arrow.type === 'arrow' ? [[arrow, held] as const] : [];
    })
    .toSorted(([a], [b]) => compare(a.index, b.index) || compare(a.id, b.id));
}

/** An arrow leads to where its only head is; with two heads or none it only joins. */
function direct(arrow: TLArrowShape, { start, end }: Ends): { from?: string; to?: string; isDirected: boolean } {
  const pointsBack = arrow.props.arrowheadStart !== 'none';
  const pointsOn = arrow.props.arrowheadEnd !== 'none';
  const [from, to] = pointsBack && !pointsOn ? [end, start] : [start, end];
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    isDirected: pointsBack !== pointsOn,
  };
}
