import { Schema } from 'prosemirror-model';

/**
 * The ProseMirror schema that tldraw 5.4's `tipTapDefaultExtensions` make, as printed from `getSchema` of TipTap 3.34:
 * nodes, marks, content, attributes and defaults, in its order. The canvas's own tests look at the real one.
 */
const dir = { default: 'auto' };

export const TLDRAW_TEXT_SCHEMA = new Schema({
  topNode: 'doc',
  nodes: {
    paragraph: { content: 'inline*', attrs: { dir }, group: 'block' },
    bulletList: { content: 'listItem+', attrs: { dir }, group: 'block list' },
    doc: { content: 'block+', attrs: { dir } },
    hardBreak: { attrs: { dir }, group: 'inline', inline: true },
    heading: { content: 'inline*', attrs: { dir, level: { default: 1 } }, group: 'block', defining: true },
    listItem: { content: 'paragraph block*', attrs: { dir }, defining: true },
    orderedList: {
      content: 'listItem+',
      attrs: { dir, start: { default: 1 }, type: { default: null } },
      group: 'block list',
    },
    text: { group: 'inline' },
  },
  marks: {
    highlight: {},
    link: {
      attrs: {
        href: { default: null },
        target: { default: '_blank' },
        rel: { default: 'noopener noreferrer nofollow' },
        class: { default: null },
        title: { default: null },
      },
      inclusive: true,
    },
    bold: {},
    code: {},
    italic: {},
    strike: {},
    underline: {},
  },
});
