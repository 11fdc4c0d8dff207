import type { Point } from '../../thumbnail/geometry.ts';
import { blankItem } from '../blankItems.ts';
import type { Candidate } from '../soundContent.ts';
import { namesIn, textIn, type Element } from './element.ts';
import type { ItemDraft } from './itemOf.ts';
import { opacityOf } from './styles.ts';

/** An element with the item that it becomes. */
export interface Made {
  readonly id: string;
  readonly index: string;
  readonly element: Element;
  readonly draft: ItemDraft;
}

interface Holder {
  readonly id: string;
  readonly corner: Point;
}

/**
 * Items inside frames and groups. In Excalidraw each element names its groups, from the inside out, and its frame, and
 * stands where it stands on the canvas; in tldraw it has one parent and stands where it stands in that.
 */
export function nested(made: readonly Made[]): Candidate[] {
  const frames = new Map(
    made.filter(({ draft }) => draft.type === 'frame').map((frame) => [textIn(frame.element, 'id'), frame]),
  );
  const members = membersOf(made);
  const groups = new Map([...members].map(([name, inside], i) => [name, groupOf(inside, i)]));
  const holderOf = (names: readonly string[], frameName: string): Holder | undefined => {
    const group = names.map((name) => groups.get(name)).find((found) => found !== undefined);
    const frame = frames.get(frameName);
    return group ?? (frame && { id: frame.id, corner: frame.draft });
  };
  const items = made.map((one) => {
    const ownFrame = one.draft.type === 'frame' ? '' : textIn(one.element, 'frameId');
    return itemOf(one, holderOf(groupNamesOf(one), ownFrame));
  });
  const groupItems = [...members].map(([name, inside]) => {
    const [first] = inside;
    const names = first === undefined ? [] : groupNamesOf(first);
    const outer = holderOf(names.slice(names.indexOf(name) + 1), commonFrame(inside));
    return groupItem(groups.get(name), first?.index, outer);
  });
  return [...groupItems.flat(), ...items];
}

/** Frames are in no group: tldraw would let a frame in a group, Excalidraw means the frame's content. */
const groupNamesOf = ({ element, draft }: Made): string[] =>
  draft.type === 'frame' ? [] : namesIn(element, 'groupIds').slice(0, 32);

/** The groups that hold two items or more, since tldraw has no groups of one. */
function membersOf(made: readonly Made[]): Map<string, Made[]> {
  const members = new Map<string, Made[]>();
  for (const one of made) {
    for (const name of new Set(groupNamesOf(one))) {
      const inside = members.get(name);
      if (inside === undefined) members.set(name, [one]);
      else inside.push(one);
    }
  }
  return new Map([...members].filter(([, inside]) => inside.length > 1));
}

function groupOf(inside: readonly Made[], number: number): Holder {
  const corner = { x: Infinity, y: Infinity };
  for (const { draft } of inside) {
    corner.x = Math.min(corner.x, draft.x);
    corner.y = Math.min(corner.y, draft.y);
  }
  return { id: `shape:group${number}`, corner };
}

function commonFrame(inside: readonly Made[]): string {
  const [first, ...others] = inside.map(({ element }) => textIn(element, 'frameId'));
  return first !== undefined && others.every((frame) => frame === first) ? first : '';
}

function groupItem(group: Holder | undefined, index: string | undefined, outer: Holder | undefined): Candidate[] {
  if (group === undefined || index === undefined) return [];
  return [blankItem({ id: group.id, type: 'group', index, ...placeIn(group.corner, outer) })];
}

function itemOf({ id, index, element, draft }: Made, holder: Holder | undefined): Candidate {
  const isLocked = element['locked'] === true;
  return blankItem({ ...draft, id, index, isLocked, opacity: opacityOf(element), ...placeIn(draft, holder) });
}

function placeIn({ x, y }: Point, holder: Holder | undefined): Point & { readonly parentId?: string } {
  return holder === undefined ? { x, y } : { x: x - holder.corner.x, y: y - holder.corner.y, parentId: holder.id };
}
