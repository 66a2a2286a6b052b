import type { CaseCommand, ProposalFields } from '../../../domain/case/commands';
import type { CaseProposalAct } from '../../../domain/case/proposal';
import { acceptPlan, major, notified, planTo } from './major-scenes';
import { NOW, certificate, confirming, order, ordered, seat } from './second-scenes';
import { baihe } from './baihe-town';
import { requested, startOf } from './given';
import { Play } from './play';

const proposing = (act: CaseProposalAct, fields: ProposalFields = {}, attachmentIds: string[] = []): CaseCommand => ({
  type: 'propose',
  act,
  reason: '情况如此',
  attachmentIds,
  fields,
});

const control: ProposalFields = { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'ens' };
const L2_L1 = [{ roles: ['L2'] }, { roles: ['L1'] }];
const L1 = [{ roles: ['L1'] }];

/** Passed at its re-check by 城运中心. */
const majorPassed = (): Play =>
  notified().act('enm', planTo('2026-01-30')).act('ds1', acceptPlan).act('ens', requested).passed();

const failed = (play: Play, personId: string, coActorId?: string): Play => {
  play.act(personId, { ...startOf(play.file), ...(coActorId === undefined ? {} : { coActorId }) });
  if (coActorId !== undefined) play.act(coActorId, confirming(play));
  return play.act(personId, {
    type: 'record-recheck',
    result: 'failed',
    findings: '未整改',
    attachmentIds: [`${personId}-1`],
  });
};

/** Ordered by two officers of a unit that is asked to take part. */
const orderedBy = (role: 'ST' | 'DS', unitId: string): Play => {
  const play = new Play(baihe, NOW).graded();
  const { posts, units } = play.world.directory;
  for (const personId of ['first', 'third'])
    posts.push({ ...posts[0]!, postId: personId, personId, role, unitId, subjectId: null, certificate });
  seat(play, [[role, unitId, { certificate }]]);
  Object.assign(units[unitId] ?? {}, { orderBasis: '消防法', domains: ['fire'] });
  play
    .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [unitId] })
    .act('vgm', { type: 'accept-assignment' })
    .act('first', order('second'));
  return play.act('second', confirming(play));
};

describe('who decides', () => {
  it.each<[string, () => Play, CaseProposalAct, object[], object[]]>([
    [
      'that a case is unfounded',
      () => new Play().registered().act('ofc', proposing('void', {}, ['vgg-1'])),
      'void',
      [{ roles: ['OFd'] }],
      L2_L1,
    ],
    [
      'that it is a 重大',
      () =>
        new Play(baihe, NOW).registered().act(
          'ldc',
          proposing('confirm-major', {
            domain: 'fire',
            hazardType: major().file.hazardType,
            clauseId: major().file.clauseId ?? '',
            subjectIds: ['s1'],
            control: { notNeeded: '现场无人' },
          }),
        ),
      'confirm-major',
      [{ roles: ['DS'], domain: 'fire' }],
      [],
    ],
    [
      'an order of the town’s officers: their head',
      () => {
        const play = new Play(baihe, NOW).accepted().act('efo1', order('efo2'));
        return play.act('efo2', confirming(play));
      },
      'statutory-order',
      [{ roles: ['EFh'], unitId: 'zhifa' }],
      L2_L1,
    ],
    [
      'an order of a department of the district: it itself',
      () => orderedBy('DS', 'qu-xiaofang'),
      'statutory-order',
      [{ roles: ['DS'], unitId: 'qu-xiaofang' }],
      [],
    ],
    [
      'an order of a station: it itself',
      () => orderedBy('ST', 'paichusuo'),
      'statutory-order',
      [{ roles: ['ST'], unitId: 'paichusuo' }],
      L2_L1,
    ],
    [
      'a control that a village asks for',
      () => new Play(baihe, NOW).registered().act('vgg', proposing('impose-control', control)),
      'impose-control',
      [{ roles: ['L2'] }],
      L1,
    ],
    [
      'a control on a 重大: the leader or the department',
      () => major().act('ofc', proposing('impose-control', control)),
      'impose-control',
      [{ roles: ['L2', 'DS'], domain: 'fire' }],
      L1,
    ],
    ['a closing', () => new Play().rectifying().awaiting().passed(), 'close', [{ roles: ['OFd'] }], L2_L1],
    [
      'a closing under an order: the unit that ordered',
      () => {
        const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
        return play.act('efo2', confirming(play)).act('efo1', {
          type: 'record-recheck',
          result: 'passed',
          findings: '合格',
          attachmentIds: ['efo1-1'],
        });
      },
      'close',
      [{ roles: ['EFh', 'DS', 'ST'], unitId: 'zhifa' }],
      L2_L1,
    ],
    [
      'the closing of a 重大: the department, then the leader',
      majorPassed,
      'close',
      [{ roles: ['DS'], domain: 'fire' }, { roles: ['L2'] }],
      [],
    ],
    [
      'a relapse',
      () => new Play().closed().act('vgg', proposing('relapse', {}, ['vgg-1'])),
      'relapse',
      [{ roles: ['OFd'] }],
      L2_L1,
    ],
    [
      'a new date: the head of the lead unit of the case',
      () =>
        failed(new Play().rectifying('2025-07-22').awaiting(), 'ldc').act(
          'ldc',
          proposing('new-date', { newDueOn: '2025-08-15' }),
        ),
      'new-date',
      [{ roles: ['LDd'], unitId: 'chengyun' }],
      L2_L1,
    ],
    [
      'a new date under an order: the unit that ordered',
      () => failed(ordered(), 'efo1', 'efo2').act('efo1', proposing('new-date', { newDueOn: '2026-03-02' })),
      'new-date',
      [{ roles: ['EFh', 'DS', 'ST'], unitId: 'zhifa' }],
      L2_L1,
    ],
    [
      'a new date of a 重大: the leader',
      () => {
        const play = notified().act('enm', planTo('2026-01-30')).act('ds1', acceptPlan).act('ens', requested);
        return failed(play, 'ldc').act('ldc', proposing('new-date', { newDueOn: '2026-02-10' }));
      },
      'new-date',
      [{ roles: ['L2'] }],
      L1,
    ],
  ])('%s', (_, make, act, steps, above) => {
    const proposal = make().file.proposals.find((candidate) => candidate.act === act);
    expect(proposal?.steps).toEqual(steps);
    expect(proposal?.above).toEqual(above);
  });
});
