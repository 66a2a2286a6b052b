import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_REASONS } from '../../api/openapi/rule-reasons';
import { PROBLEMS } from '../../api/problem';
import { rootDir } from '../../config';

const sourcesOf = (folder: string): string[] =>
  readdirSync(join(rootDir, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('-reasons.ts'))
    .map((file) => readFileSync(join(rootDir, folder, file), 'utf8'));

const word = "'([a-z0-9]+(?:-[a-z0-9]+)*)'";
/** With a hyphen: other things have reasons, too, in one word. */
const words = "'([a-z0-9]+(?:-[a-z0-9]+)+)'";
const patterns = [
  new RegExp(`'(?:${Object.keys(PROBLEMS).join('|')})',\\s*${word}`, 'g'),
  new RegExp(`forbidden\\(\\s*${word}`, 'g'),
  new RegExp(`\\breason: ${words}`, 'g'),
  new RegExp(`refuseField\\(\\s*${word}`, 'g'),
  new RegExp(`\\b(?:wrong|unknown)\\(\\s*${word}`, 'g'),
];
/** Of the database, and codes of their own. */
const others = ['lock-wait', ...Object.keys(PROBLEMS)];

const written = new Set(
  ['domain', 'api', 'record']
    .flatMap(sourcesOf)
    .flatMap((source) =>
      patterns.flatMap((pattern) => [...source.matchAll(pattern)].flatMap(([, reason]) => reason ?? [])),
    )
    .filter((reason) => !others.includes(reason)),
);

describe('the reasons that the document lists', () => {
  it('are those that the rules give, each of them and no other', () => {
    expect([...written].sort()).toEqual([...RULE_REASONS].sort());
  });
});
