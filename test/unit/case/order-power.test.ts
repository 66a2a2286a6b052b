import type { CaseCommand } from '../../../domain/case/commands';
import type { HazardDomain } from '../../../domain/policy/pack';
import { NOW, certificate, confirming, order, seat } from './second-scenes';
import { baihe } from './baihe-town';
import { aReport, requested, served } from './given';
import { Play } from './play';

const withPolice = (play: Play): Play => {
  for (const personId of ['st1', 'st-head']) {
    const seated = { role: 'ST', unitId: 'paichusuo', subjectId: null, from: '2020-01-01', to: null } as const;
    play.world.directory.posts.push({ ...seated, postId: personId, personId, certificate });
  }
  seat(play, [['ST', 'paichusuo', { certificate }]]);
  return play;
};

/** An accepted case of a type, assigned to 梅桥村, the police station with it. */
const accepted = (hazardType: string): Play => {
  const type = baihe.hazardTypes.find(({ id }) => id === hazardType);
  const domain: HazardDomain = type?.domain ?? 'other';
  const clauseId = type?.clauseIds.find((id) => baihe.clauses.find((clause) => clause.id === id)?.major !== true) ?? '';
  const units = { leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: ['paichusuo'] };
  return withPolice(new Play(baihe, NOW))
    .act('vgg', aReport({ foundAt: NOW, hazardType }))
    .act('ofc', { type: 'verify', method: 'documents', finding: '属实' })
    .act('ldc', { type: 'grade', grade: 'general', domain, hazardType, clauseId, subjectIds: ['s1'] })
    .act('ofc', { type: 'assign', ...units, reason: '属地管理' })
    .act('vgm', { type: 'accept-assignment' });
};

const orderBy = (clauseId: string, coActorId = 'second'): CaseCommand => {
  const command = order(coActorId);
  if (command.type !== 'propose') throw new Error('no proposal');
  return { ...command, fields: { ...command.fields, clauseId } };
};

describe('U-24: power is per matter', () => {
  it('the police station orders in fire matters', () => {
    const play = accepted('charging-site-fire');
    play.act('st1', orderBy('xiaofang-16')).act('second', confirming(play));
    expect(play.file.proposals[0]?.act).toBe('statutory-order');
  });

  it('the police station does not order on a construction hazard, and is told so', () => {
    const play = accepted('tower-crane');
    expect(play.attempt('st1', orderBy('anquan-41'))).toMatchObject({
      code: 'issuer-lacks-capacity',
      reason: 'no-power-in-this-matter',
    });
  });

  it('an order is not approved once its unit has lost the matter', () => {
    const play = accepted('charging-site-fire');
    play.act('st1', orderBy('xiaofang-16')).act('second', confirming(play));
    const station = play.world.directory.units['paichusuo'];
    if (station) station.domains = ['gas'];
    expect(play.attempt('st-head', play.decision('statutory-order'))).toMatchObject({ reason: 'overtaken' });
  });

  it('a control by law is imposed in the own matter alone', () => {
    const control = {
      type: 'impose-control',
      scope: 'machine',
      measures: '停用',
      until: '2025-12-20',
      guardPersonId: 'ens',
    } as const;
    expect(accepted('tower-crane').attempt('st1', control)).toMatchObject({
      reason: 'no-power-in-this-matter',
    });
    expect(accepted('charging-site-fire').attempt('st1', control)).toBeNull();
  });

  it.each([
    ['of another type', 'xiaofang-28', 'clause-unknown'],
    ['of the notice', 'baihe-charging-site', 'clause-not-legal'],
    ['that does not exist', 'nothing', 'clause-unknown'],
  ])('no order rests on a clause %s', (_, clauseId, reason) => {
    expect(accepted('charging-site-fire').attempt('efo1', orderBy(clauseId, 'efo2'))).toMatchObject({
      code: 'validation',
      reason,
      pointer: '/clauseId',
    });
  });

  it('no order rests on a standard that only tells what is 重大', () => {
    expect(accepted('exit-blocked').attempt('efo1', orderBy('gb35181-2025', 'efo2'))).toMatchObject({
      reason: 'clause-not-legal',
    });
    expect(accepted('exit-blocked').attempt('efo1', orderBy('xiaofang-28', 'efo2'))).toBeNull();
  });
});

describe('U-35: a hazard that is put right at once', () => {
  it('gets no new date, after a failed re-check either', () => {
    const play = accepted('exit-blocked').act('ldc', {
      type: 'issue-notice',
      paperType: 'zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '清理通道',
      dueOn: '2025-12-05',
    });
    play
      .act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now))
      .act('ens', requested)
      .act('ldc', { type: 'start-recheck' })
      .act('ldc', { type: 'record-recheck', result: 'failed', findings: '不合格', attachmentIds: ['ldc-1'] });
    expect(
      play.attempt('ldc', {
        type: 'propose',
        act: 'new-date',
        reason: '工程量大',
        attachmentIds: [],
        fields: { newDueOn: '2025-12-31' },
      }),
    ).toMatchObject({ code: 'illegal-transition', reason: 'fix-at-once' });
  });
});
