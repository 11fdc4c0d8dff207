import type { Person } from '@weft/protocol';
import { SOMEONE_COLOR, threadOf } from '@weft/protocol';
import { atom, computed, createUserId, UserRecordType } from 'tldraw';
import type { Atom, Signal, TLCurrentUser, TLUser, TLUserPreferences } from 'tldraw';

const KEY = 'weft-canvas-preferences';

/** What a person may choose for the canvas on this device; who they are and the theme come from Weft. */
const OWN_PREFERENCES = [
  'areKeyboardShortcutsEnabled',
  'edgeScrollSpeed',
  'enhancedA11yMode',
  'inputMode',
  'isDynamicSizeMode',
  'isPasteAtCursorMode',
  'isSnapMode',
  'isWrapMode',
  'isZoomDirectionInverted',
] as const satisfies readonly (keyof TLUserPreferences)[];

export interface CanvasUser {
  readonly current: TLCurrentUser;
  /** As tldraw's presence wants it. */
  readonly record: Signal<TLUser | null>;
  readonly theme: Atom<'light' | 'dark'>;
}

/** Who draws here, for tldraw: the person as Weft knows them, in the theme that Weft shows. */
export function createCanvasUser(me: Person, firstTheme: 'light' | 'dark'): CanvasUser {
  const theme = atom<'light' | 'dark'>('canvas theme', firstTheme);
  const own = atom('canvas preferences', readPreferences());
  const stillness = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const userPreferences = computed('user preferences', (): TLUserPreferences => ({
    ...own.get(),
    id: me.id,
    name: me.name,
    color: personColor(me.color),
    colorScheme: theme.get(),
    animationSpeed: stillness ? 0 : 1,
    locale: 'en',
  }));
  return {
    theme,
    current: {
      userPreferences,
      setUserPreferences: (preferences) => {
        const chosen = Object.fromEntries(OWN_PREFERENCES.map((key) => [key, preferences[key]]));
        own.set(chosen);
        writePreferences(chosen);
      },
    },
    record: computed('presence user', () =>
      UserRecordType.create({ id: createUserId(me.id), name: me.name, color: userPreferences.get().color ?? me.color }),
    ),
  };
}

/** A person's colour as it is drawn in the theme of the page: the thread token, which has a light and a dark value. */
export function personColor(color: string): string {
  const name = color === SOMEONE_COLOR ? '--someone' : `--t${threadOf(color)}`;
  const token = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return /^#[0-9a-f]{6}$/i.test(token) ? token : color;
}

type OwnPreferences = Omit<Partial<TLUserPreferences>, 'id'>;

function readPreferences(): OwnPreferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter(([key, value]) => isOwnPreference(key, value)));
  } catch {
    // Storage is closed to us, or holds nonsense: the choices start anew.
    return {};
  }
}

function isOwnPreference(key: string, value: unknown): boolean {
  if (!(OWN_PREFERENCES as readonly string[]).includes(key)) return false;
  if (key === 'edgeScrollSpeed') return typeof value === 'number';
  if (key === 'inputMode') return value === 'trackpad' || value === 'mouse' || value === null;
  return typeof value === 'boolean';
}

function writePreferences(chosen: OwnPreferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // The choice then holds until the page is left.
  }
}
