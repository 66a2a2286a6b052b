import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../config';

/** The release this program is of, as package.json names it. */
export const programVersion = (): string => {
  const value: unknown = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8'));
  if (typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'string') {
    return value.version;
  }
  throw new Error('package.json names no version');
};
