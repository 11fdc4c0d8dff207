/** What a command found out and whoever called it should read. Commands throw it for what they refuse to do. */
export class CommandError extends Error {}

export type Say = (line: string) => void;

/** `1 board`, `2 boards`. */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
