import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, payloadKeyOf } from '../../../config';

describe('the key file', () => {
  let dataDir: string;
  const file = (): string => join(dataDir, 'payload.key');
  const key = (): Buffer => payloadKeyOf({ dataDir, payloadKey: undefined });

  beforeEach(() => {
    dataDir = join(mkdtempSync(join(tmpdir(), 'bihuan-key-')), 'data');
  });
  afterEach(() => {
    rmSync(join(dataDir, '..'), { recursive: true, force: true });
  });

  it('U-12 is made once, for its owner alone', () => {
    expect(key()).toEqual(key());
    expect([statSync(file()).mode & 0o777, statSync(dataDir).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it.each([0o644, 0o640, 0o660, 0o604, 0o601])('U-12 is refused by name with mode %s, and says the chmod', (mode) => {
    key();
    chmodSync(file(), mode);
    expect(key).toThrow(new RegExp(`payload\\.key is open to other accounts.*chmod 600 .*payload\\.key`));
    expect(key).toThrow(ConfigError);
    chmodSync(file(), 0o600);
    expect(key()).toHaveLength(32);
  });

  it.each([
    ['zeros', Buffer.alloc(32).toString('base64')],
    ['half a key', randomBytes(16).toString('base64')],
    ['nothing', ''],
    ['raw bytes', randomBytes(32).toString('latin1')],
  ])('U-12 is refused by name when it holds %s, and is left as it is', (_what, text) => {
    mkdirSync(dataDir);
    writeFileSync(file(), text, { mode: 0o600 });
    expect(key).toThrow(/payload\.key .*backup/);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  it('U-12 is refused by name when it is a folder', () => {
    mkdirSync(file(), { recursive: true, mode: 0o700 });
    expect(key).toThrow(/payload\.key cannot be read \(EISDIR\)/);
  });
});
