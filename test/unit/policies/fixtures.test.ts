import { join } from 'node:path';
import type { Ladder } from '../../../domain/policy/ladder';
import type { Pack } from '../../../domain/policy/pack';
import { describeSource } from '../../../domain/policy/source';
import { loadPack } from '../../../policies';

const fixture = (name: string): Pack => loadPack(join(__dirname, 'fixtures', `${name}.yaml`));

const ladder = (pack: Pack, id: string): Ladder => {
  const found = pack.ladders.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no ladder ${id}`);
  return found;
};

const actsOf = (pack: Pack, id: string): string[] => ladder(pack, id).rungs.map(({ act }) => act);

describe('elements of the five notices that a pack can say', () => {
  it('keeps both orders of 徐泾, 通报 first for slow progress and 约谈 first for weak handling (B-56, B-91)', () => {
    const pack = fixture('xujing-two-orders');
    expect(actsOf(pack, 'slow-progress')).toEqual(['circular', 'interview', 'expose']);
    expect(actsOf(pack, 'weak-major')).toEqual(['interview', 'circular', 'expose']);
    expect(ladder(pack, 'slow-progress').slow).toEqual({ silentPeriods: 2, belowPercent: 50, atPercentOfTime: 75 });
    expect(describeSource(ladder(pack, 'weak-major').source)).toBe('青徐府发〔2024〕11号（B-91）');
  });

  it('keeps what prose and bracket name and who decided between them (A-8)', () => {
    expect(fixture('prose-and-bracket').routing).toEqual([
      {
        id: 'plant',
        leads: ['chengyun'],
        responsible: ['touzi', 'cunju'],
        prose: { leads: ['zhuanban'], responsible: ['cunju', 'touzi', 'chengyun'] },
        resolution: {
          decidedBy: '镇安全生产工作专班办公室主任',
          on: '2025-03-20',
          reason: '协调机构不检查、不定级，由城运中心牵头',
        },
        source: { notice: '青白府〔2025〕5号', clause: '二（三）2（1）', row: 'A-8' },
      },
    ]);
  });

  it('climbs to enforcement only where a charging place is provided, and only records the police act (A-60)', () => {
    const { rungs, recorded } = ladder(fixture('conditional-rung'), 'resident');
    expect(rungs.map(({ act, condition }) => [act, condition])).toEqual([
      ['remind', undefined],
      ['refer', 'charging-place-provided'],
    ]);
    expect(recorded).toMatchObject([{ act: 'admonish', by: 'paichusuo', condition: 'charging-place-provided' }]);
  });

  it('names the four classes with their target and puts a type into one (C-22)', () => {
    const pack = fixture('four-classes');
    expect(pack.classes.map(({ name, target }) => [name, target])).toEqual([
      ['违规“三合一”', '100%'],
      ['占堵“生命通道”', '100%'],
      ['违规生产使用储存危险化学品', '100%'],
      ['建筑消防设施严重不足', '100%'],
    ]);
    expect(pack.hazardTypes[0]).toMatchObject({ classId: 'three-in-one', tags: ['major-disaster'] });
  });

  it('lets a judgement standard give way to the next from one day to the other (X-44)', () => {
    const [old, next] = fixture('standard-in-time').clauses;
    expect(old).toMatchObject({ id: 'old', major: true, validTo: '2025-10-31' });
    expect(next).toMatchObject({ id: 'new', major: true, validFrom: '2025-11-01', replaces: 'old' });
  });

  it('takes a relapsed unit off the closed list, not only the one hazard (C-51)', () => {
    const pack = fixture('closed-list-removal');
    expect(pack.relapse.removeFrom).toEqual(['case', 'subject']);
    expect(pack.closingWord).toBe('销项');
    expect(pack.listNames.closed).toBe('销项名单');
  });

  it('sends the receiver’s own monthly return to somebody else (C-46, C-63)', () => {
    expect(fixture('monthly-return').returns).toMatchObject([
      {
        dayOfMonth: 24,
        leads: ['guibao', 'shefa', 'chengyun'],
        receiver: 'chengyun',
        instead: { unit: 'chengyun', receiver: 'dangzheng' },
        ledgers: ['base', 'findings', 'closed-loop'],
      },
    ]);
  });

  it('asks for a visit to each household every two months (A-55)', () => {
    expect(fixture('household-duty').duties).toMatchObject([
      { units: ['cunju'], perEach: 'household', rhythm: { every: { months: 2 }, mode: 'fixed' } },
    ]);
  });

  it('counts two weeks from the opening of each school (A-77)', () => {
    expect(fixture('school-duty').duties).toMatchObject([
      { rhythm: { after: { event: 'school-opening', perEach: 'school' }, term: { days: 14 } } },
    ]);
  });

  it('lists a batch of major hazards every year on a risk analysis (D-54)', () => {
    expect(fixture('yearly-listing').listings).toMatchObject([
      { every: { years: 1 }, basedOn: '分析排查风险隐患', grade: 'major', level: 'district' },
    ]);
  });

  it('has four supervision grades of which 无事不扰 alone forbids planned visits (E-20)', () => {
    const grades = fixture('supervision-grades').supervisionGrades;
    expect(grades.map(({ name, forbidsPlannedVisits }) => [name, forbidsPlannedVisits])).toEqual([
      ['重点检查', false],
      ['重点抽查', false],
      ['随机抽查', false],
      ['无事不扰', true],
    ]);
    expect(grades[3]?.exceptions).toEqual(['举报', '上级交办', '事故']);
  });

  it('puts one hazard into two campaigns with a date each (X-34)', () => {
    const pack = fixture('two-campaigns');
    expect(pack.hazardTypes[0]?.campaignIds).toEqual(['fire-five-two', 'root-cause']);
    expect(pack.campaigns.map(({ rectifyBy }) => rectifyBy)).toEqual(['2025-10-31', '2026-12-31']);
  });
});
