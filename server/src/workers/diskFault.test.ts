import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { diskFaultOf } from './diskFault.ts';

const sqlite = (errcode: number) => Object.assign(new Error('said the test'), { code: 'ERR_SQLITE_ERROR', errcode });
const system = (code: string) => Object.assign(new Error('said the test'), { code });

const thrownBy = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

describe('what an error says of the disk', () => {
  it('is that it is full, or that it fails', () => {
    expect([13, 4874].map((errcode) => diskFaultOf(sqlite(errcode)))).toEqual(['storage_full', 'storage_full']);
    expect(['ENOSPC', 'EDQUOT'].map((code) => diskFaultOf(system(code)))).toEqual(['storage_full', 'storage_full']);
    // SQLITE_READONLY, SQLITE_IOERR, SQLITE_IOERR_FSYNC, SQLITE_CANTOPEN
    expect([8, 10, 1034, 14].map((errcode) => diskFaultOf(sqlite(errcode)))).toEqual(Array(4).fill('storage_failed'));
    expect(['EIO', 'EROFS'].map((code) => diskFaultOf(system(code)))).toEqual(['storage_failed', 'storage_failed']);
  });

  it('is nothing where only what was to be written is wrong', () => {
    const db = new DatabaseSync(':memory:');
    db.exec('CREATE TABLE one (id INTEGER PRIMARY KEY); INSERT INTO one VALUES (1)');
    expect(diskFaultOf(thrownBy(() => db.exec('INSERT INTO one VALUES (1)')))).toBeNull();
    expect(diskFaultOf(thrownBy(() => db.exec('no SQL')))).toBeNull();
    expect(diskFaultOf(new Error('something else'))).toBeNull();
    db.close();
  });
});
