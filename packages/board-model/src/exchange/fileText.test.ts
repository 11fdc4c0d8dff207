import { describe, expect, it } from 'vitest';
import { bytesOfDataUrl } from './fileText.ts';

const read = (url: string) => {
  const bytes = bytesOfDataUrl(url);
  return bytes === null ? null : [...bytes];
};

describe('the bytes in a data URL', () => {
  it('are read from base64, with and without its padding and line breaks', () => {
    expect(read('data:image/png;base64,AQID')).toEqual([1, 2, 3]);
    expect(read('data:image/png;base64,AQI=')).toEqual([1, 2]);
    expect(read('data:image/png;base64,AQI')).toEqual([1, 2]);
    expect(read('data:image/png;base64,AQ\n ID')).toEqual([1, 2, 3]);
  });

  it('are read from percent escapes, letters beyond ASCII as UTF-8', () => {
    expect(read('data:image/svg+xml,%3Cs/%3E')).toEqual(Array.from('<s/>', (one) => one.charCodeAt(0)));
    expect(read('data:image/svg+xml;charset=utf-8,\u00fc%00')).toEqual([0xc3, 0xbc, 0]);
  });

  it('are none where it is no data URL', () => {
    for (const url of ['', 'data:image/png', 'https://example.org/,x', 'data:image/png;base64,A?', 'data:,%']) {
      expect(read(url)).toBeNull();
    }
  });
});
