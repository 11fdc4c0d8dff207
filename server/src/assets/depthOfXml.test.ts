import { describe, expect, test } from 'vitest';
import { depthOfXml } from './depthOfXml.ts';

describe('how deep elements lie in each other', () => {
  test.each([
    [0, 'no element'],
    [1, '<svg/>'.replace('/', '') + 'text'],
    [0, '<svg/>'],
    [2, '<svg><g><path d="M0 0"/></g><g></g></svg>'],
    [1, '<svg a="<g><g>/>">/>'],
    [2, '<svg>/><g>/></g></svg>'],
    [1, '<?xml version="1.0"?><!DOCTYPE svg><svg><!-- <g><g> --><![CDATA[<g><g>]]></svg>'],
  ])('is %i in %s', (depth, text) => expect(depthOfXml(text)).toBe(depth));

  test('is told of a long text at once, also of one that never ends', () => {
    for (const text of ['<g a="'.repeat(500_000), '<!--'.repeat(500_000), '<g>'.repeat(500_000)]) depthOfXml(text);
    expect(depthOfXml('<g>'.repeat(1_000))).toBe(1_000);
  });
});
