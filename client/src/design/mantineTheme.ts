/** Mantine made of Weft's tokens: it keeps its behaviour (focus, keyboard, ARIA) and takes its looks from `tokens.css`. */
import {
  Button,
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import controls from './controls.module.css';

const one = (token: string): MantineColorsTuple => {
  const value = `var(--${token})`;
  return [value, value, value, value, value, value, value, value, value, value];
};

const border = (color: string) => `1px solid ${color}`;

/** Four weights of a button and no more: the one thing to do next, an ordinary one, a quiet one, one that takes away. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const danger = input.color === 'danger';
  switch (input.variant) {
    case 'filled':
      return danger
        ? {
            background: 'var(--danger)',
            hover: 'color-mix(in srgb, var(--danger) 88%, var(--ink))',
            color: 'var(--accent-ink)',
            border: border('transparent'),
          }
        : {
            background: 'var(--accent)',
            hover: 'var(--accent-hover)',
            color: 'var(--accent-ink)',
            border: border('transparent'),
          };
    case 'default':
      return {
        background: 'var(--card)',
        hover: 'color-mix(in srgb, var(--card) 92%, var(--ink))',
        color: danger ? 'var(--danger)' : 'var(--ink)',
        border: border('var(--line-strong)'),
      };
    case 'subtle':
      return {
        background: 'transparent',
        hover: 'var(--hover)',
        color: danger ? 'var(--danger)' : 'var(--accent)',
        border: border('transparent'),
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const mantineTheme = createTheme({
  fontFamily: 'var(--sans)',
  headings: { fontFamily: 'var(--serif)', fontWeight: '600' },
  primaryColor: 'accent',
  colors: { accent: one('accent'), danger: one('danger') },
  variantColorResolver,
  defaultRadius: 'md',
  radius: { sm: 'var(--radius-s)', md: 'var(--radius-m)', lg: 'var(--radius-l)' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { radius: 'xl', variant: 'default' },
      classNames: { root: controls['button'] ?? '', label: controls['buttonLabel'] ?? '' },
    }),
    TextInput: {
      classNames: { input: controls['input'], label: controls['label'], error: controls['error'] },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        shadow: 'none',
        overlayProps: { className: controls['overlay'] },
        transitionProps: { transition: 'fade', duration: 140 },
      },
      classNames: {
        content: controls['modal'],
        header: controls['modalHeader'],
        title: controls['modalTitle'],
        body: controls['modalBody'],
        close: controls['close'],
      },
    },
    Menu: {
      defaultProps: {
        radius: 'md',
        shadow: 'none',
        transitionProps: { transition: 'fade', duration: 120 },
        returnFocus: true,
        // A focusable filler is no menu item, and screen readers are told of it.
        withInitialFocusPlaceholder: false,
      },
      classNames: { dropdown: controls['menu'], item: controls['menuItem'], label: controls['menuLabel'] },
    },
    Tooltip: { defaultProps: { openDelay: 350, radius: 'sm' }, classNames: { tooltip: controls['tooltip'] } },
    SegmentedControl: {
      classNames: {
        root: controls['segments'],
        label: controls['segment'],
        indicator: controls['segmentIndicator'],
        control: controls['segmentControl'],
      },
    },
  },
});

const everywhere: Record<string, string> = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-quiet)',
  '--mantine-color-placeholder': 'var(--ink-quiet)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunk)',
  '--mantine-color-disabled-color': 'var(--ink-quiet)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--accent-ink)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-line-height': 'var(--leading)',
};

/** The same for both schemes: the tokens themselves change with `data-theme`. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: everywhere,
  dark: everywhere,
});
