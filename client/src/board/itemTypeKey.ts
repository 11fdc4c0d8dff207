import { en } from '../messages/en.ts';

export type ItemTypeKey = keyof typeof en.item.type;

/** tldraw's shape type as one the catalogue has a word for. */
export const itemTypeKey = (type: string): ItemTypeKey =>
  Object.hasOwn(en.item.type, type) ? (type as ItemTypeKey) : 'other';
