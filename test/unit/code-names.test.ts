import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_TYPES } from '../../api/answers/event-types';
import { DICTIONARY } from '../../api/present/dictionary';
import { rootDir } from '../../config';

const sourcesIn = (...folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(rootDir, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(rootDir, folder, file), 'utf8')),
  );

const found = (sources: string[], pattern: RegExp): string[] => [
  ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].flatMap(([, code]) => code ?? []))),
];

const unnamed = (list: keyof typeof DICTIONARY, codes: readonly string[]): string[] =>
  codes.filter((code) => !Object.hasOwn(DICTIONARY[list], code));

describe('U-50 codes that grow have a Chinese name', () => {
  it('every type of event', () => {
    expect(EVENT_TYPES.length).toBeGreaterThan(60);
    expect(unnamed('event-type', EVENT_TYPES)).toEqual([]);
    expect(Object.keys(DICTIONARY['event-type']).filter((type) => !EVENT_TYPES.includes(type))).toEqual([]);
  });

  it('every act that is written into the audit log', () => {
    const written = found(sourcesIn('api', 'record', 'activities', 'worker', 'scripts'), /\baction: '([a-z-]+)'/g);
    expect(written.length).toBeGreaterThan(30);
    expect(unnamed('audit-action', written)).toEqual([]);
  });

  it('every template of a message', () => {
    const written = found(sourcesIn('domain'), /template: '([a-z-]+)'/g);
    expect(written.length).toBeGreaterThan(15);
    expect(unnamed('message-template', written)).toEqual([]);
  });

  it('every reason for which a deadline ends before its time', () => {
    const sources = sourcesIn('domain').map((source) => source.replaceAll(/\s+/g, ' '));
    const written = [
      ...found(sources, /\bcancel\([^';]*?, '([a-z-]+)'/g),
      ...found(sources, /handOver\([^']*?(?:'[a-z]+'\)?, )?'([a-z-]+)',? \)/g),
      ...found(sources, /withdrawBySystem\([a-zA-Z, ]*'([a-z-]+)'/g),
      ...found(sources, /withdrawOpen\(recording, '([a-z-]+)'/g),
      ...found(sourcesIn('record'), /SET reason = '([a-z-]+)'/g),
    ];
    expect(written.length).toBeGreaterThan(25);
    // Where the reason is a variable the next word is a clock.
    expect(unnamed('deadline-end', written).filter((code) => !Object.hasOwn(DICTIONARY.clock, code))).toEqual([]);
  });
});
