/**
 * Reads the message catalogue: `t('home.deleted', { title })`, with keys and placeholders checked by the compiler.
 *
 * Sixty lines of our own, because i18next and its React binding weighed 20 kB gzipped of the start page's 200. The form of
 * the catalogue is theirs (`{{name}}`, `_one`, `_other`), so that their tools for translators read it.
 */
import type { ReactNode } from 'react';
import { en } from './en.ts';

type Leaves<Tree, Prefix extends string = ''> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? `${Prefix}${Name}`
    : Leaves<Tree[Name], `${Prefix}${Name}.`>;
}[keyof Tree & string];
type WithoutPlural<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

/** A message's address in the catalogue; the plural forms of one message share one. */
export type MessageKey = WithoutPlural<Leaves<typeof en>>;

type At<Tree, Path extends string> = Path extends `${infer Name}.${infer Rest}`
  ? Name extends keyof Tree
    ? At<Tree[Name], Rest>
    : never
  : Path extends keyof Tree
    ? Tree[Path]
    : `${Path}_other` extends keyof Tree
      ? Tree[`${Path}_other`]
      : never;
type PlaceholdersIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlaceholdersIn<Rest>
  : never;
type Placeholders<Key extends string> = PlaceholdersIn<At<typeof en, Key>>;
type Values<Key extends string, Value> = [Placeholders<Key>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<Key>, Value>>];

const plural = new Intl.PluralRules('en');

function find(path: string): string | undefined {
  let found: unknown = en;
  for (const name of path.split('.')) found = (found as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof found === 'string' ? found : undefined;
}

function messageFor(key: string, count: unknown): string {
  const form = typeof count === 'number' ? find(`${key}_${plural.select(count)}`) : undefined;
  return form ?? find(key) ?? key;
}

/** @returns the message with its placeholders filled; `count` chooses the plural form. */
export function t<Key extends MessageKey>(key: Key, ...[values]: Values<Key, string | number>): string {
  const filled: Readonly<Record<string, string | number>> = values ?? {};
  return messageFor(key, filled['count']).replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(filled[name]));
}

/** Like `t`, where something drawn stands in the sentence: the pieces in the message's order. */
export function tNodes<Key extends MessageKey>(key: Key, ...[values]: Values<Key, ReactNode>): readonly ReactNode[] {
  const filled: Readonly<Record<string, ReactNode>> = values ?? {};
  // Splitting by a group puts what lies between the braces at the odd places.
  return messageFor(key, filled['count'])
    .split(/\{\{(\w+)\}\}/)
    .map((piece, index) => (index % 2 === 0 ? piece : filled[piece]));
}
