/** The id of the heading of my part: where the focus goes when what had it is gone. */
export const PART_TITLE = 'my-part';
