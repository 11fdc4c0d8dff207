import fc from 'fast-check';
import { Node } from 'prosemirror-model';
import { prosemirrorToYXmlFragment, updateYFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  EMPTY_RICH_TEXT,
  plainTextOf,
  plainTextOfRichText,
  richTextOf,
  textFitsEditor,
  writeRichText,
} from '../index.ts';
import { TLDRAW_TEXT_SCHEMA } from './tldrawSchema.testkit.ts';

interface Json {
  readonly type: string;
  readonly attrs?: object;
  readonly text?: string;
  readonly marks?: readonly Json[];
  readonly content?: readonly Json[];
}

function newFragment(): Y.XmlFragment {
  const doc = new Y.Doc();
  doc.clientID = 1;
  return doc.getXmlFragment('text');
}

function written(richText: unknown): Y.XmlFragment {
  const fragment = newFragment();
  writeRichText(fragment, richText);
  return fragment;
}

/** A fragment's layout, with every element, attribute, run and format in it; without the texts that hold nothing. */
function layout(fragment: Y.XmlFragment | Y.XmlElement): unknown[] {
  const children = fragment.toArray().filter((child) => !(child instanceof Y.XmlText && child.length === 0));
  return children.map((child) => {
    if (child instanceof Y.XmlText) return child.toDelta() as unknown;
    return child instanceof Y.XmlElement ? [child.nodeName, child.getAttributes(), layout(child)] : 'hook';
  });
}

/** What an editor bound to the document writes when its text becomes this. */
function write(doc: Y.Doc, letters: string): void {
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: letters }] }];
  const node = Node.fromJSON(TLDRAW_TEXT_SCHEMA, { type: 'doc', content });
  updateYFragment(doc, doc.getXmlFragment('text'), node, { mapping: new Map(), isOMark: new Map() });
}

const words = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' });
const href = fc.option(fc.webUrl(), { nil: null });
const markSet = fc
  .uniqueArray(fc.constantFrom('bold', 'italic', 'code', 'strike', 'underline', 'highlight', 'link'), { maxLength: 3 })
  .chain((names) =>
    href.map((url) => names.map((type) => (type === 'link' ? { type, attrs: { href: url } } : { type }))),
  );
const inline: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('text'), text: words, marks: markSet }) },
  fc.constant({ type: 'hardBreak' }),
);
const inlines = fc.array(inline, { maxLength: 5 });
const paragraph: fc.Arbitrary<Json> = inlines.map((content) => ({ type: 'paragraph', content }));
const heading: fc.Arbitrary<Json> = fc
  .tuple(inlines, fc.integer({ min: 1, max: 6 }), fc.constantFrom('auto', 'ltr', 'rtl'))
  .map(([content, level, dir]) => ({ type: 'heading', attrs: { level, dir }, content }));
const { block } = fc.letrec<{ block: Json; list: Json }>((tie) => ({
  block: fc.oneof({ depthSize: 'small', withCrossShrink: true }, paragraph, heading, tie('list')),
  list: fc
    .tuple(
      fc.constantFrom('bulletList', 'orderedList'),
      fc.array(fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 2 })), { minLength: 1, maxLength: 3 }),
    )
    .map(([type, items]) => ({
      type,
      content: items.map(([first, rest]) => ({ type: 'listItem', content: [first, ...rest] })),
    })),
}));
const richText: fc.Arbitrary<Json> = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .map((content) => ({ type: 'doc', content }));

describe('rich text', () => {
  it('[T2] reads a fragment as y-prosemirror does with tldraw’s schema', () => {
    fc.assert(
      fc.property(richText, (json) => {
        const node = Node.fromJSON(TLDRAW_TEXT_SCHEMA, json);
        const fragment = newFragment();
        prosemirrorToYXmlFragment(node, fragment);
        const expected: unknown = yXmlFragmentToProseMirrorRootNode(fragment, TLDRAW_TEXT_SCHEMA).toJSON();
        expect(richTextOf(fragment)).toEqual(expected);
        expect(textFitsEditor(fragment)).toBe(true);
      }),
    );
  });

  it('[T3] writes a fragment as y-prosemirror does', () => {
    fc.assert(
      fc.property(richText, (json) => {
        const theirs = newFragment();
        prosemirrorToYXmlFragment(Node.fromJSON(TLDRAW_TEXT_SCHEMA, json), theirs);
        expect(layout(written(json))).toEqual(layout(theirs));
      }),
    );
  });

  it('[T3] lets two people start in one empty paragraph at once, and each letter stay its writer’s', () => {
    const docs = [new Y.Doc(), new Y.Doc()] as const;
    writeRichText(docs[0].getXmlFragment('text'), undefined);
    Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(docs[0]));
    write(docs[0], 'Ada');
    write(docs[1], 'Ben');
    Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(docs[1]));
    Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(docs[0]));
    const both = plainTextOf(docs[0].getXmlFragment('text'));
    expect(['AdaBen', 'BenAda']).toContain(both);
    // And one of them goes on.
    write(docs[1], `${both}!`);
    expect(plainTextOf(docs[1].getXmlFragment('text'))).toBe(`${both}!`);
    expect(docs[1].getXmlFragment('text').get(0)).toHaveLength(1);
  });

  it('[T3] writes what it reads, unchanged', () => {
    fc.assert(
      fc.property(richText, (json) => {
        const once = richTextOf(written(json));
        expect(richTextOf(written(once))).toEqual(once);
      }),
    );
  });

  it('[T4] knows a mark under the hashed name of y-prosemirror’s overlapping marks', () => {
    const fragment = written({ type: 'doc', content: [{ type: 'paragraph' }] });
    const element = fragment.get(0);
    const text = new Y.XmlText();
    if (element instanceof Y.XmlElement) element.insert(0, [text]);
    text.insert(0, 'a', { 'link--AbC4+/9=': { href: 'https://example.org/' } });
    expect(JSON.stringify(richTextOf(fragment))).toContain('"type":"link","attrs":{"href":"https://example.org/"');
    expect(textFitsEditor(fragment)).toBe(true);
  });

  it('[T2] joins neighbouring runs with equal marks, as concurrent writing leaves them', () => {
    const fragment = written({ type: 'doc', content: [{ type: 'paragraph' }] });
    const element = fragment.get(0);
    if (element instanceof Y.XmlElement) element.insert(0, [new Y.XmlText('one '), new Y.XmlText('two')]);
    expect(richTextOf(fragment)).toEqual(yXmlFragmentToProseMirrorRootNode(fragment, TLDRAW_TEXT_SCHEMA).toJSON());
  });

  it('[T5] reads an empty fragment as one empty paragraph, which fits', () => {
    expect(richTextOf(newFragment())).toEqual(EMPTY_RICH_TEXT);
    expect(textFitsEditor(newFragment())).toBe(true);
  });

  it.each<[string, (fragment: Y.XmlFragment) => void]>([
    ['an unknown element', (fragment) => fragment.insert(0, [withText('table', 'kept')])],
    ['an unknown mark', (fragment) => fragment.insert(0, [withText('paragraph', 'kept', { blink: {} })])],
    ['text outside a paragraph', (fragment) => fragment.insert(0, [new Y.XmlText('kept')])],
    ['an embedded object', (fragment) => fragment.insert(0, [withEmbed('kept')])],
  ])('[T5] keeps the words of a text with %s, and says that no editor may be bound to it', (_what, spoil) => {
    const fragment = newFragment();
    spoil(fragment);
    expect(plainTextOf(fragment)).toBe('kept');
    expect(textFitsEditor(fragment)).toBe(false);
    expectFits(richTextOf(fragment));
  });

  it('[T5] survives nesting that would exhaust the stack', () => {
    const fragment = newFragment();
    let parent: Y.XmlFragment = fragment;
    for (let depth = 0; depth < 2_000; depth++) {
      const element = new Y.XmlElement('bulletList');
      parent.insert(0, [element]);
      parent = element;
    }
    expectFits(richTextOf(fragment));
    expect(textFitsEditor(fragment)).toBe(false);
  });

  it('[T5] makes any tree and any JSON fit the editor’s schema', () => {
    const names = fc.constantFrom(
      'paragraph',
      'heading',
      'listItem',
      'bulletList',
      'orderedList',
      'hardBreak',
      'text',
      'x',
    );
    const { node } = fc.letrec((tie) => ({
      node: fc.record(
        {
          type: fc.oneof(names, fc.jsonValue()),
          text: fc.oneof(fc.string(), fc.jsonValue()),
          attrs: fc.oneof(
            fc.jsonValue(),
            fc.record({ level: fc.jsonValue(), dir: fc.jsonValue(), start: fc.jsonValue() }),
          ),
          marks: fc.oneof(
            fc.jsonValue(),
            fc.array(fc.record({ type: fc.constantFrom('bold', 'link', 'x'), attrs: fc.jsonValue() })),
          ),
          content: fc.oneof(
            { depthSize: 'small', withCrossShrink: true },
            fc.jsonValue(),
            fc.array(tie('node'), { maxLength: 4 }),
          ),
        },
        { requiredKeys: [] },
      ),
    }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), node), (json) => {
        expectFits(richTextOf(written({ type: 'doc', content: [json] })));
        expectFits(richTextOf(written(json)));
      }),
    );
  });

  it('[T6] gives plain text a line for each paragraph, heading, list item and break', () => {
    const content = [
      { type: 'heading', content: [{ type: 'text', text: 'Title' }] },
      { type: 'paragraph' },
      {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'one' }] }] }],
      },
      { type: 'paragraph', content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }] },
    ];
    expect(plainTextOf(written({ type: 'doc', content }))).toBe('Title\n\none\na\nb');
    expect(plainTextOfRichText(null)).toBe('');
  });
});

function expectFits(json: unknown): void {
  Node.fromJSON(TLDRAW_TEXT_SCHEMA, json).check();
}

function withText(name: string, letters: string, attributes: object = {}): Y.XmlElement {
  const element = new Y.XmlElement(name);
  const text = new Y.XmlText();
  text.insert(0, letters, attributes);
  element.insert(0, [text]);
  return element;
}

function withEmbed(letters: string): Y.XmlElement {
  const element = withText('paragraph', letters);
  const text = new Y.XmlText();
  text.insertEmbed(0, { picture: 1 });
  element.insert(0, [text]);
  return element;
}
