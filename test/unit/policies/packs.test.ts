import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Term } from '../../../domain/clock/term';
import type { Match, Pack } from '../../../domain/policy/pack';
import { loadCalendar, loadPack, loadPacks, PackError, packOf } from '../../../policies';

const policies = join(__dirname, '../../../policies');
const baihe = packOf('baihe-2025', '1.0.0');
const drill = packOf('drill', '1.0.0');

const termOf = (pack: Pack, clock: string, match?: Match): Term | undefined =>
  pack.clocks.find((row) => row.clock === clock && JSON.stringify(row.match) === JSON.stringify(match))?.term;

const rungsOf = (pack: Pack, addressee: string): unknown[] =>
  pack.ladders
    .find((ladder) => ladder.addressee === addressee)!
    .rungs.map(({ act, offset }) => [act, 'atOnce' in offset ? 0 : Object.values(offset)[0]]);

const unit = (slug: string) => baihe.units.find((candidate) => candidate.slug === slug);

describe('baihe-2025', () => {
  it('cites its notice', () => {
    expect(baihe.basis).toMatchObject({ documentNumber: '青白府〔2025〕5号', issuedOn: '2025-03-14' });
  });

  it('knows 社工办 by both of its names and keeps 经发办 and 经发中心 apart (A-84)', () => {
    expect([unit('shegong')?.name, ...unit('shegong')!.aliases]).toEqual(['社会工作办', '社工办', '镇社会工作办']);
    expect(unit('jingfaban')?.name).toBe('经发办');
    expect(unit('jingfazhongxin')?.name).toBe('经发中心');
  });

  it('gives the charging sites their common date and the units of the bracket (A-59)', () => {
    const type = baihe.hazardTypes.find(({ id }) => id === 'charging-site-fire');
    expect(type).toMatchObject({ domain: 'fire', tags: ['e-bike'], commonDueOn: '2025-06-30' });
    expect(baihe.routing.find((row) => row.hazardTypes?.includes('charging-site-fire'))).toMatchObject({
      leads: ['zhuanban'],
      responsible: ['chengyun', 'zhifa', 'touzi', 'cunju', 'paichusuo'],
    });
  });

  it('marks the three e-bike types of A-61 as high-risk', () => {
    const types = baihe.hazardTypes.filter(({ tags }) => tags?.includes('high-risk')).map(({ id }) => id);
    expect(types).toEqual(['ebike-indoors', 'ebike-with-people', 'flying-wire']);
  });

  it.each<[string, Match | undefined, Term]>([
    ['verify', { domain: 'fire', tag: 'exit-blocked' }, { hours: 24 }],
    ['verify', undefined, { wd: 3 }],
    ['rectify', { grade: 'major' }, { days: 90 }],
    ['rectify', undefined, { wd: 15 }],
    ['recheck', { domain: 'fire' }, { wd: 3 }],
    ['recheck', { act: 'failed' }, { wd: 10 }],
    ['recheck', undefined, { days: 10, roll: true }],
    ['plan', { act: 'returned' }, { wd: 3 }],
    ['decision', { act: 'close' }, { wd: 3 }],
    ['decision', undefined, { wd: 2 }],
    ['control-expiry', undefined, { days: 30 }],
    ['interview-report', undefined, { wd: 5 }],
  ])('gives %s %j the term of lifecycle 2.5', (clock, match, term) => {
    expect(termOf(baihe, clock, match)).toEqual(term);
  });

  it('climbs the ladders of lifecycle 2.7', () => {
    expect(rungsOf(baihe, 'enterprise')).toEqual([
      ['urge', 1],
      ['supervise', 3],
      ['interview', 5],
      ['circular', 10],
    ]);
    expect(rungsOf(baihe, 'government-unit')).toEqual([
      ['remind', 0],
      ['urge', 1],
      ['name', 5],
      ['circular', 5],
      ['interview', 10],
    ]);
    expect(rungsOf(baihe, 'individual')).toEqual([
      ['remind', 0],
      ['notice', 3],
      ['refer', 5],
    ]);
  });

  it('lets only officers of a body with power issue the order', () => {
    const papers = baihe.papers.filter(({ statutory }) => statutory).map(({ type, issuers }) => [type, issuers]);
    expect(papers).toEqual([
      ['zeling-xianqi-zhenggai', ['EFh', 'ST', 'DS']],
      ['guankong', ['EFo', 'EFh', 'ST', 'DS']],
    ]);
    expect(unit('zhuanban')).not.toHaveProperty('orderBasis');
  });
});

describe('drill', () => {
  it('is baihe-2025 but for the times', () => {
    expect(drill.units).toEqual(baihe.units);
    expect(drill.papers).toEqual(baihe.papers);
    expect(drill.hazardTypes).toEqual(
      baihe.hazardTypes.map((type) =>
        Object.fromEntries(Object.entries(type).filter(([key]) => key !== 'commonDueOn')),
      ),
    );
    expect(drill.acceptsPrintedDates).toBe(false);
  });

  it('counts every clock, rung, reminder and visit in seconds', () => {
    const steps = [...drill.reminders, ...drill.ladders.flatMap(({ rungs }) => rungs)].map(({ offset }) => offset);
    const terms = [
      ...drill.clocks.map(({ term }) => term),
      ...drill.watch.flatMap(({ term, visits }) => [term, ...visits]),
    ];
    expect(terms.every((term) => 'seconds' in term)).toBe(true);
    expect(steps.every((offset) => 'seconds' in offset || 'atOnce' in offset)).toBe(true);
  });

  it('plays the life of authority.md 5 on these seconds', () => {
    expect(termOf(drill, 'rectify')).toEqual({ seconds: 6 });
    expect(rungsOf(drill, 'enterprise')).toEqual([
      ['urge', 2],
      ['supervise', 6],
      ['interview', 9],
      ['circular', 20],
    ]);
    expect(drill.watch[0]).toMatchObject({
      match: { tag: 'e-bike' },
      term: { seconds: 15 },
      visits: [{ seconds: 5 }, { seconds: 10 }, { seconds: 15 }],
    });
    expect(drill.relapse.minimum).toEqual({ seconds: 4 });
  });
});

describe('loading packs', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bihuan-policies-'));
    mkdirSync(join(root, 'town'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
    loadPacks();
  });

  const writeVersion = (version: string): void => {
    const text = `extends: { packId: baihe-2025, version: 1.0.0 }\npackId: town\nversion: ${version}\n`;
    writeFileSync(join(root, 'town', `${version}.yaml`), text);
  };

  it('keeps several versions side by side and takes the newest by number, not by letter', () => {
    ['1.9.0', '1.10.0', '1.2.0'].forEach(writeVersion);
    expect(loadPack(join(root, 'town')).version).toBe('1.10.0');
    expect(loadPacks(root).get('town')?.version).toBe('1.10.0');
    expect(packOf('town', '1.2.0').version).toBe('1.2.0');
    expect(() => packOf('town', '3.0.0')).toThrow(PackError);
  });

  it('freezes a pack all the way down', () => {
    expect(Object.isFrozen(baihe)).toBe(true);
    expect(() => baihe.clocks.push(baihe.clocks[0]!)).toThrow(TypeError);
    expect(() => Object.assign(baihe.watch[0]!.visits[0]!, { days: 1 })).toThrow(TypeError);
  });
});

describe('the working-day calendar', () => {
  it('holds the three published years and names them in its version', () => {
    const calendar = loadCalendar();
    expect(calendar.years.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
    expect(calendar.version).toMatch(/^2024\+2025\+2026:[0-9a-f]{8}$/);
    expect(Object.isFrozen(calendar.years[0]?.off)).toBe(true);
  });

  it('changes its version with a day', () => {
    const root = mkdtempSync(join(tmpdir(), 'bihuan-calendar-'));
    cpSync(join(policies, 'calendars'), join(root, 'calendars'), { recursive: true });
    expect(loadCalendar(root).version).toBe(loadCalendar().version);
    const file = join(root, 'calendars', '2025.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace("  - '2025-10-08'\n", ''));
    expect(loadCalendar(root).version).not.toBe(loadCalendar().version);
    writeFileSync(file, text.replace('worked:\n', "worked:\n  - '2025-10-01'\n  - '2025-03-03'\n  - '2024-03-02'\n"));
    expect(() => loadCalendar(root)).toThrow(
      /2024-03-02 不属于 2025 年[^]*2025-10-01 既放假又上班[^]*2025-03-03 不是周六/,
    );
    rmSync(root, { recursive: true });
  });

  it('has the days of the files', () => {
    const year: unknown = parse(readFileSync(join(policies, 'calendars', '2026.yaml'), 'utf8'));
    expect(loadCalendar().years[2]).toEqual(year);
  });
});
