import type { CaseCommand } from '../../../domain/case/commands';
import { allowedCommands } from '../../../domain/case/allowed';
import { postsOf } from '../../../domain/people/directory';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { approving, confirming, NOW, order } from './second-scenes';
import { baihe, calendar } from './baihe-town';
import { requested, served } from './given';
import { Play } from './play';

type Advice = 'tishi' | 'zhenggai-yijian' | 'xianqi-zhenggai-yijian';

const advice = (issuerUnitId: string, paperType: Advice = 'tishi', dueOn?: string): CaseCommand => ({
  type: 'issue-notice',
  paperType,
  issuerUnitId,
  requirements: '请抓紧整改',
  ...(dueOn === undefined ? {} : { dueOn }),
});

const idOf = (play: Play, type: string): string =>
  play.file.papers.find((paper) => paper.type === type)?.documentId ?? 'none';

/** An order of 综合执法队 and, later, a 提示单 of the village; neither is served. */
const orderedThenAdvised = (): Play => {
  const play = new Play(baihe, NOW).accepted();
  play.act('efo1', order('efo2')).act('efo2', confirming(play)).act('efh', approving(play));
  return play.act('vgg', advice('meiqiao', 'tishi', '2026-03-31'));
};

const ORDER = 'zeling-xianqi-zhenggai';

const serviceButton = (play: Play, personId: string) => {
  const { directory } = play.world;
  const actor = { personId, posts: postsOf(directory, personId, '2025-12-01'), aliases: [] };
  const context = { streamId: 'case:c1', policy: baihe, calendar, directory, now: play.now, actor };
  const buttons = allowedCommands(play.file, { ...context, lookups: lookupsIn(play.world, play.file) });
  return buttons.find(({ command }) => command === 'record-service');
};

describe('U-25: a 提示单 of the village after an order', () => {
  it('leaves the re-check with the authority whose order was served', () => {
    const play = orderedThenAdvised();
    play.act('efo1', served(idOf(play, ORDER), play.now)).act('ens', requested);
    expect(play.file.deadlines.find(({ clock }) => clock === 'recheck')).toMatchObject({ addressee: 'unit:zhifa' });
    expect(play.attempt('ldc', { type: 'start-recheck' })).toMatchObject({ reason: 'certificate-not-valid' });
  });

  it('leaves the closing with the head of the authority', () => {
    const play = orderedThenAdvised();
    play.act('efo1', served(idOf(play, ORDER), play.now)).act('ens', requested);
    play.act('efo1', { type: 'start-recheck', coActorId: 'efo2' }).act('efo2', confirming(play));
    play.act('efo1', { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['efo1-1'] });
    expect(play.file.proposals[0]?.steps).toEqual([{ roles: ['EFh', 'DS', 'ST'], unitId: 'zhifa' }]);
    play.decide('efh', 'close');
    expect(play.file.status).toBe('watching');
  });
});

describe('an order that was not served', () => {
  it('gives the case to nobody: the lead unit re-checks and the office closes', () => {
    const play = new Play(baihe, NOW).accepted();
    play.act('efo1', order('efo2')).act('efo2', confirming(play)).act('efh', approving(play));
    play.act('ldc', advice('chengyun', 'xianqi-zhenggai-yijian', '2026-03-31'));
    play.act('ldc', served(idOf(play, 'xianqi-zhenggai-yijian'), play.now)).act('ens', requested);
    expect(play.file.deadlines.find(({ clock }) => clock === 'recheck')).toMatchObject({ addressee: 'unit:chengyun' });
    play.passed();
    expect(play.file.proposals.at(-1)?.steps).toEqual([{ roles: ['OFd'] }]);
  });
});

describe('record-service', () => {
  it('is recorded by an officer of the unit that issued this very paper, in that post', () => {
    const play = orderedThenAdvised();
    play.act('efo2', served(idOf(play, ORDER), play.now));
    const service = (play.world.caseEvents.get('c1') ?? []).find(({ type }) => type === 'notice-served');
    expect(service?.actor).toMatchObject({ personId: 'efo2', post: { unitId: 'zhifa' } });
  });

  it("is refused to another issuer's officers, who issued another paper of the case", () => {
    const play = orderedThenAdvised();
    const before = play.types().length;
    const refusal = play.attempt('vgm', served(idOf(play, ORDER), play.now));
    expect(refusal).toMatchObject({ code: 'forbidden', reason: 'not-your-paper', pointer: '/documentId' });
    expect(refusal?.message).toContain('综合执法队');
    expect(play.attempt('efo1', served(idOf(play, 'tishi'), play.now))).toMatchObject({ reason: 'not-your-paper' });
    expect(play.types()).toHaveLength(before);
  });

  it('is with the officer who issued it where the town government’s name stands on the paper', () => {
    const play = new Play(baihe, NOW).accepted();
    play.act('ofc', advice('baihe', 'zhenggai-yijian', '2026-03-31'));
    expect(play.attempt('ldd', served(idOf(play, 'zhenggai-yijian'), play.now))).toMatchObject({ code: 'forbidden' });
    play.act('ofc', served(idOf(play, 'zhenggai-yijian'), play.now));
    expect(play.file.status).toBe('rectifying');
  });

  it('is offered to those alone whose unit has a paper to serve', () => {
    const play = orderedThenAdvised();
    play.act('vgg', served(idOf(play, 'tishi'), play.now));
    expect(serviceButton(play, 'vgm')).toMatchObject({ allowed: false });
    expect(serviceButton(play, 'efo1')).toMatchObject({ allowed: true });
  });
});
