import { presentBecause } from '../../api/present/clock';
import { ruleInWords } from '../../domain/step-rule';
import type { Because } from '../../domain/stream';
import { baihe } from './case/baihe-town';
import { Play } from './case/play';

const rectifying = (): Play => new Play(baihe, '2025-07-01T01:00:00.000Z').rectifying('2025-07-22');

const earlier = (rule: string, days: string[]): Because => ({
  rule,
  days,
  source: { default: 'lifecycle 2.7' },
  from: '2025-07-22',
  calendarVersion: 'cn-2025',
  provisional: false,
});

const threeDays = ['2025-07-23', '2025-07-24', '2025-07-25'];

describe('U-53 why a step comes when it comes', () => {
  it('is said by the working day after which it does what', () => {
    const steps = rectifying().file.deadlines.filter(({ clock, level }) => clock === 'rectify' && level > 0);
    expect(steps.map((step) => presentBecause(step).rule)).toEqual([
      '整改时限逾期后第1个工作日催办',
      '整改时限逾期后第3个工作日督办',
      '整改时限逾期后第5个工作日约谈',
      '整改时限逾期后第10个工作日通报',
    ]);
  });

  it('is said of reminders as well', () => {
    const reminders = rectifying().file.deadlines.filter(({ clock, level }) => clock === 'rectify' && level < 0);
    expect(reminders.map((step) => presentBecause(step).rule)).toEqual([
      '整改时限到期当日提醒',
      '整改时限到期前第1个工作日提醒',
      '整改时限到期前第3个工作日提醒',
      '整改时限到期前第7个工作日提醒',
    ]);
  });

  it('comes from a book and section that a clerk can look up, in Chinese, with its address', () => {
    const step = rectifying().file.deadlines.find(({ act }) => act === 'supervise');
    expect(step && presentBecause(step)).toMatchObject({
      sourceText: '系统默认（本产品规则《办理流程与时限》2.7）',
      sourceLink: '/api/rules/lifecycle',
    });
  });

  it.each([
    [2, 'supervise', threeDays, '整改时限逾期后第2档', '整改时限逾期后第3个工作日督办'],
    [-2, 'remind', threeDays, '整改时限到期前提醒', '整改时限到期前第3个工作日提醒'],
    [1, 'remind', [], '整改时限逾期后第1档', '整改时限逾期后提醒'],
    [-1, 'remind', [], '整改时限到期前提醒', '整改时限到期前提醒'],
    [4, 'circular', Array<string>(30).fill('2025-07-23'), '整改时限逾期后第4档', '整改时限逾期后通报'],
  ] as const)('of a step %s %s that an earlier release armed is told likewise', (level, act, days, was, is) => {
    expect(ruleInWords({ clock: 'rectify', level, act, because: earlier(was, [...days]) })).toBe(is);
  });

  it('of a limit itself stays as it was written', () => {
    const because = earlier('文书载明期限 2025-07-22', []);
    expect(ruleInWords({ clock: 'rectify', level: 0, because })).toBe('文书载明期限 2025-07-22');
  });
});
