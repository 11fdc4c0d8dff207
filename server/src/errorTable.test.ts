import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '@weft/protocol';

const server = fileURLToPath(new URL('.', import.meta.url));

describe('the one error table', () => {
  it('has a server test for every row', async () => {
    const files = await Array.fromAsync(glob('**/*.test.ts', { cwd: server }));
    const tests = files
      .filter((file) => !file.endsWith('errorTable.test.ts'))
      .map((file) => readFileSync(`${server}${file}`, 'utf8'));
    const untested = ERROR_CODES.filter((code) => !tests.some((text) => text.includes(`'${code}'`)));
    expect(untested).toEqual([]);
  });
});
