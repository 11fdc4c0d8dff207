/** What a command found out and whoever called it should read. Commands throw it for what they refuse to do. */
export class CommandError extends Error {}

export type Say = (line: string) => void;
