import type { CaseCommand } from '../../../domain/case/commands';
import { acceptPlan, noticed, planTo, proposingMajor } from './major-scenes';
import { NOW, approving, confirming, order } from './second-scenes';
import { clockOf } from './shanghai';
import { baihe } from './baihe-town';
import { served } from './given';
import { Play } from './play';

const start = () => new Play(baihe, NOW);
const last = ({ file }: Play): string => file.papers.at(-1)?.documentId ?? 'none';
const post = (play: Play, by: string, documentId = last(play)): Play =>
  play.act(by, { ...served(documentId, play.now), mode: 'public-notice' } as CaseCommand);
const look = (play: Play, now: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, now);
const advice = (paperType: 'tishi' | 'zhenggai-yijian', dueOn: string): CaseCommand => ({
  type: 'issue-notice',
  paperType,
  issuerUnitId: 'chengyun',
  requirements: '请整改',
  dueOn,
});
const AFTER = '2026-01-05T01:00:00.000Z';

describe('a paper posted as a public notice', () => {
  it('starts nothing where the order was cancelled while it hung', () => {
    const play = start().accepted().act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).act('efh', approving(play));
    post(play, 'efo1').act('efh', {
      type: 'cancel-order',
      documentId: last(play),
      reason: '依据有误',
      attachmentIds: [],
    });
    look(play, AFTER);
    expect(play.file).toMatchObject({ status: 'assigned', papers: [{ state: 'void' }] });
    expect(play.types()).not.toContain('rectification-started');
    expect(clockOf(play, 'rectify')).toBeUndefined();
  });

  it('of mere advice starts nothing where what asks for more runs already', () => {
    const play = start().noticed('2026-03-31');
    const first = last(play);
    post(play.act('ldc', advice('tishi', '2026-04-30')), 'ldc').act('ldc', served(first, play.now));
    const before = clockOf(play, 'rectify');
    look(play, AFTER);
    expect(clockOf(play, 'rectify')).toEqual(before);
    expect(play.types().filter((type) => type === 'rectification-started')).toHaveLength(1);
  });

  it('counts as served on the last day of its time, and binds from then on', () => {
    const play = start().noticed('2026-03-31');
    look(post(play, 'ldc'), AFTER);
    expect(play.file).toMatchObject({ status: 'rectifying', papers: [{ boundAt: '2025-12-31T16:00:00.000Z' }] });
    expect(clockOf(play, 'rectify')?.because).toMatchObject({
      rule: '文书载明期限 2026-03-31',
      from: '2025-12-31T15:59:59.999Z',
    });
  });
});

describe('a case that is confirmed as 重大 while its paper hangs as a public notice', () => {
  const confirmed = (play: Play, now = play.now): Play => {
    play.now = now;
    return play.act('ldc', proposingMajor()).decide('ds1', 'confirm-major');
  };
  const advised = () => start().noticed('2026-03-31');
  const planOwed = (play: Play): boolean => clockOf(play, 'plan') !== undefined;

  it('owes its plan from the day on which the paper counts as served', () => {
    const play = confirmed(post(advised(), 'ldc'));
    expect(planOwed(play)).toBe(false);
    expect(planOwed(look(play, AFTER))).toBe(true);
  });

  it('owes it at once where it has hung its time', () => {
    expect(planOwed(confirmed(look(post(advised(), 'ldc'), AFTER)))).toBe(true);
  });
});

describe('the date of a paper', () => {
  it('rests on the notice where it is the day that this sets for all of its kind, else on the law or the default', () => {
    const sourceOn = (dueOn: string) =>
      clockOf(new Play(baihe, '2025-06-10T01:00:00.000Z').rectifying(dueOn), 'rectify')?.because.source;
    expect(sourceOn('2025-06-30')).toMatchObject({ notice: '青白府〔2025〕5号', clause: '二（七）2' });
    expect(sourceOn('2025-06-27')).toEqual({ default: 'lifecycle 2.5' });
  });

  it('of a 重大 whose plan is accepted gives way to an order, not to further advice', () => {
    const play = noticed('2026-03-31');
    const first = last(play);
    play.act('ldc', advice('zhenggai-yijian', '2026-04-30')).act('ldc', served(first, play.now));
    const before = clockOf(play, 'rectify');
    expect(clockOf(play.act('ldc', served(last(play), play.now)), 'rectify')).toEqual(before);
    play.act('ens', planTo('2026-02-27')).act('ds1', acceptPlan);
    const proposed = order('efo2') as Extract<CaseCommand, { type: 'propose' }>;
    play.act('efo1', { ...proposed, fields: { ...proposed.fields, clauseId: 'xiaofang-28', dueOn: '2026-01-30' } });
    play.act('efo2', confirming(play)).act('efh', approving(play));
    expect(clockOf(play.act('efo1', served(last(play), play.now)), 'rectify')).toMatchObject({ dueOn: '2026-01-30' });
  });
});
