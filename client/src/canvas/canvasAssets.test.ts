import { describe, expect, it } from 'vitest';
import type { BoardId } from '@weft/protocol';
import { assetUrlsWithoutIcons, isOwnAddress, onBoard, tldrawAssetUrls } from './canvasAssets.ts';

describe('what the canvas fetches', () => {
  it('takes images from this server and this page only', () => {
    for (const own of ['/api/boards/b/assets/x', 'data:image/png;base64,AA', 'blob:http://localhost/1']) {
      expect(isOwnAddress(own)).toBe(true);
    }
    for (const foreign of [
      'https://evil.example/x.png',
      '//evil.example/x',
      '/\\evil.example/x',
      'data:text/html,x',
      '',
    ]) {
      expect(isOwnAddress(foreign)).toBe(false);
    }
  });

  it('takes an image from the board that is shown, whichever board its address names', () => {
    const image = 'a'.repeat(64);
    const own = onBoard(`/api/boards/elsewhere/assets/${image}`, 'here' as BoardId);
    expect(own).toBe(`/api/boards/here/assets/${image}`);
    for (const other of ['data:image/png;base64,AA', '/api/boards/b/assets/x', `/x/api/boards/b/assets/${image}`]) {
      expect(onBoard(other, 'here' as BoardId)).toBe(other);
    }
  });

  it('takes no icon of any name, neither from here nor from elsewhere, where tldraw’s own interface is not shown', () => {
    for (const kind of ['icons', 'embedIcons'] as const) {
      expect(Object.keys(assetUrlsWithoutIcons[kind])).toEqual(Object.keys(tldrawAssetUrls[kind]));
      expect(new Set(Object.values(assetUrlsWithoutIcons[kind]))).toEqual(new Set(['']));
    }
    expect(assetUrlsWithoutIcons.fonts).toEqual(tldrawAssetUrls.fonts);
  });

  it("takes tldraw's fonts, icons and translations from this server", () => {
    const urls = Object.values(tldrawAssetUrls).flatMap((group) => Object.values(group));
    expect(urls.length).toBeGreaterThan(200);
    expect(urls.filter((url) => !url.startsWith('/tldraw-assets/'))).toEqual([]);
  });
});
