/** Bits of an item's info byte: which of its references are written, and what its content is. */
export const HAS_ORIGIN = 0x80;
export const HAS_RIGHT_ORIGIN = 0x40;
export const HAS_KEY = 0x20;
export const CONTENT_BITS = 0x1f;
