import type { CaseCommand } from '../../../domain/case/commands';
import { allowedCommands } from '../../../domain/case/allowed';
import { aPost } from '../../support/a-post';
import { acceptPlan, notified, planTo } from './major-scenes';
import { confirming, NOW, order, ordered } from './second-scenes';
import { baihe } from './baihe-town';
import { grading } from './given';
import { Play } from './play';

const EVERYBODY = [
  'vgg',
  'vgm',
  'ofc',
  'ofd',
  'ldc',
  'ldd',
  'ru',
  'ens',
  'enm',
  'ow',
  'efo1',
  'efh',
  'ds1',
  'l2',
  'au',
];

const drawn = (play: Play, personId: string) => allowedCommands(play.file, play.contextOf(personId));

const open = (play: Play, personId: string): string[] =>
  drawn(play, personId)
    .filter(({ allowed }) => allowed)
    .map(({ command, act }) => (command === 'propose' ? `propose ${String(act)}` : command));

const control = (scope: string, guardPersonId: string): CaseCommand => ({
  type: 'impose-control',
  scope,
  measures: '停用',
  until: '2025-12-20',
  guardPersonId,
});

/** Who has which button, besides the note that all may write. */
const buttons = (play: Play): { [command: string]: string } => {
  const held: { [command: string]: string } = {};
  for (const personId of EVERYBODY)
    for (const command of open(play, personId))
      if (command !== 'add-note') held[command] = held[command] ? `${held[command]} ${personId}` : personId;
  return held;
};

describe('who has which button', () => {
  it.each<[string, () => Play, object]>([
    [
      'lead',
      () => new Play().reported(),
      {
        'impose-control': 'efo1 efh ds1',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd ru',
        'propose void': 'vgm ofc ofd ldc ldd ru efo1 efh ds1',
        verify: 'vgm ofc ofd ldc ldd ru efo1 efh ds1',
        'withdraw-lead': 'vgg',
      },
    ],
    [
      'registered',
      () => new Play().registered(),
      {
        grade: 'ldc ldd efo1 efh ds1',
        'impose-control': 'efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg ofc ofd ldc ldd',
        'propose void': 'vgg ofc ofd ldc ldd efo1 efh ds1',
      },
    ],
    [
      'graded',
      () => new Play().graded(),
      {
        assign: 'ofc ofd ldc',
        'fix-on-the-spot': 'ldc ldd efo1 efh ds1',
        grade: 'ldc ldd efo1 efh ds1',
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg ofc ofd ldc ldd',
        'propose void': 'vgg ofc ofd ldc ldd efo1 efh ds1',
      },
    ],
    [
      'assigned',
      () => new Play().assigned(),
      {
        'accept-assignment': 'vgm',
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        reassign: 'ofc ofd ldc',
        'refuse-assignment': 'vgm',
      },
    ],
    [
      'accepted',
      () => new Play().accepted(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'issue-notice': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose statutory-order': 'efo1',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
      },
    ],
    [
      'with a paper',
      () => new Play().noticed(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'issue-notice': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose statutory-order': 'efo1',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'record-service': 'ldc ldd',
        'withdraw-notice': 'ldc ldd',
      },
    ],
    [
      'rectifying',
      () => new Play().rectifying(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose extend': 'ens enm',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose statutory-order': 'efo1',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'report-progress': 'vgg vgm ldc ldd ens enm efo1 efh',
        'request-recheck': 'ens enm',
      },
    ],
    [
      'awaiting a re-check',
      () => new Play().rectifying().awaiting(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'start-recheck': 'ldc ldd efo1 efh ds1',
      },
    ],
    [
      'being re-checked',
      () => new Play().rectifying().awaiting().act('ldc', { type: 'start-recheck' }),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'record-recheck': 'ldc ldd efo1 efh ds1',
      },
    ],
    [
      'before its closing',
      () => new Play().rectifying().awaiting().passed(),
      {
        'decide-proposal': 'ofd',
        'impose-control': 'ens enm efo1 efh ds1',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
      },
    ],
    [
      'watched',
      () => new Play().closed(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose relapse': 'vgg vgm ldc ldd efo1 efh ds1',
        'record-watch-visit': 'vgg vgm ldc ldd efo1 efh',
      },
    ],
    [
      'under a control of 综合执法队 and one of the company',
      () =>
        new Play(baihe, NOW)
          .rectifying('2026-03-31')
          .act('efo1', control('premises', 'ens'))
          .act('ens', control('power', 'ens')),
      {
        'extend-control': 'ens enm efo1 efh',
        'impose-control': 'ens enm efo1 efh ds1',
        'lift-control': 'ens enm efo1 efh',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose extend': 'ens enm',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose statutory-order': 'efo1',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'report-progress': 'vgg vgm ldc ldd ens enm efo1 efh',
        'request-recheck': 'ens enm',
      },
    ],
    [
      'under an order',
      () => ordered(false),
      {
        'cancel-order': 'ofc efh ds1',
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose extend': 'ens enm',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose statutory-order': 'efo1',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'report-progress': 'vgg vgm ldc ldd ens enm efo1 efh',
        'request-recheck': 'ens enm',
      },
    ],
    [
      'under an order, its re-check asked for',
      () => ordered(),
      {
        'cancel-order': 'ofc efh ds1',
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'start-recheck': 'efo1 efh',
      },
    ],
    [
      'under an order, its re-check waiting for the second officer',
      () => ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' }),
      {
        'cancel-order': 'ofc efh ds1',
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'start-recheck': 'efo1 efh',
      },
    ],
    [
      'before an order that waits for its decision',
      () => {
        const play = new Play(baihe, NOW).accepted();
        play.act('efo1', order('efo2'));
        return play.act('efo2', confirming(play));
      },
      {
        'decide-proposal': 'efh',
        'impose-control': 'ens enm efo1 efh ds1',
        'issue-notice': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'withdraw-proposal': 'efo1',
      },
    ],
    [
      'a 重大 that owes its plan',
      () => notified('2026-03-31'),
      {
        'file-plan': 'ens enm',
        'impose-control': 'ens enm efo1 efh ds1',
        'propose extend': 'ens enm',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose statutory-order': 'efo1',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'record-report-up': 'ofc ldc ldd',
      },
    ],
    [
      'a 重大 whose plan is reviewed',
      () => notified('2026-03-31').act('ens', planTo('2026-02-27')),
      {
        'decide-plan': 'ds1',
        'impose-control': 'ens enm efo1 efh ds1',
        'propose extend': 'ens enm',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose statutory-order': 'efo1',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'record-report-up': 'ofc ldc ldd',
      },
    ],
    [
      'a 重大 in rectification',
      () => notified('2026-03-31').act('ens', planTo('2026-02-27')).act('ds1', acceptPlan),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'propose extend': 'ens enm',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose statutory-order': 'efo1',
        'propose suspend': 'ofc ofd ldc ldd efo1 efh',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'record-report-up': 'ofc ldc ldd',
        'report-progress': 'vgg vgm ldc ldd ens enm efo1 efh',
        'request-recheck': 'ens enm',
      },
    ],
    [
      'proposed as untrue by the village',
      () =>
        new Play()
          .registered()
          .act('vgg', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} }),
      {
        'decide-proposal': 'ofd ldc',
        grade: 'ldc ldd efo1 efh ds1',
        'impose-control': 'efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg ofc ofd ldc ldd',
        'withdraw-proposal': 'vgg',
      },
    ],
    [
      'sent back by the responsible unit',
      () => new Play().assigned().act('vgm', { type: 'refuse-assignment', reason: '非本村' }),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'propose confirm-major': 'ofc ofd ldc ldd efo1 efh',
        'propose impose-control': 'vgg vgm ofc ofd ldc ldd',
        'propose void': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        reassign: 'ofc ofd ldc',
      },
    ],
  ])('of a case that is %s', (_, play, expected) => {
    expect(buttons(play())).toEqual(expected);
  });
});

describe('a button', () => {
  it('to sign as the second is for whom the first named', () => {
    const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
    expect(['efo1', 'efo2', 'efh'].filter((id) => open(play, id).includes('co-sign'))).toEqual(['efo2']);
  });

  it('that is grey says why, and who can', () => {
    const grey = drawn(new Play().assigned(), 'ofc').filter(({ allowed }) => !allowed);
    expect(grey.find(({ command }) => command === 'accept-assignment')?.reason).toMatchObject({
      code: 'not-your-task',
      whoCan: ['VGm'],
    });
    for (const { reason } of grey) expect(reason?.message).toMatch(/。$/);
    const reasons = Object.fromEntries(grey.map(({ command, reason }) => [command, reason]));
    for (const command of ['decide-proposal', 'withdraw-proposal', 'co-sign'])
      expect(reasons[command]).toMatchObject({ code: 'nothing-open', whoCan: [] });
  });
});

describe('a button that its own command would refuse', () => {
  const opened = (subjectUnitId: string | null): Play => {
    const play = new Play().registered();
    const village = { subjectId: 'x', townId: 'baihe', name: '梅桥村委会', kind: 'public-body' as const };
    play.world.subjects = [...play.world.subjects, { ...village, unitId: subjectUnitId, protectedPerson: false }];
    return play
      .act('ldc', { ...grading, subjectIds: [subjectUnitId === null ? 's1' : 'x'] } as typeof grading)
      .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
      .act('vgm', { type: 'accept-assignment' });
  };

  it('is not shown: no paper to a village by the village, none of its own company by an officer, no service either', () => {
    expect(['vgg', 'vgm', 'ldc'].filter((id) => open(opened(null), id).includes('issue-notice'))).toHaveLength(3);
    const village = opened('meiqiao');
    expect(['vgg', 'vgm', 'ldc'].filter((id) => open(village, id).includes('issue-notice'))).toEqual(['ldc']);
    const firm = opened(null);
    firm.world.directory.posts.push(aPost('ldd', 'ENs', 'meiqiao', { subjectId: 's1' }));
    expect(['ldc', 'ldd'].filter((id) => open(firm, id).includes('issue-notice'))).toEqual(['ldc']);
    const paper = { paperType: 'xianqi-zhenggai-yijian', issuerUnitId: 'chengyun', requirements: '限期整改' } as const;
    firm.act('ldc', { type: 'issue-notice', ...paper, dueOn: '2025-07-22' });
    expect(['ldc', 'ldd'].filter((id) => open(firm, id).includes('record-service'))).toEqual(['ldc']);
  });
});
