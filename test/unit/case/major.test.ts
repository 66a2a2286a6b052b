import { proposingMajor, planTo } from './major-scenes';
import type { CaseCommand } from '../../../domain/case/commands';
import { baihe } from './baihe-town';
import { requested, served } from './given';
import { Play } from './play';

const confirm = proposingMajor('exit-blocked', 'gb35181-2025');
const plan = planTo('2026-01-30');

const major = (): Play => {
  const play = new Play(baihe, '2025-12-01T01:00:00.000Z').registered();
  return play.act('ldc', confirm).decide('ds1', 'confirm-major');
};

const notified = (): Play => {
  const play = major()
    .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
    .act('vgm', { type: 'accept-assignment' })
    .act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '清退',
    });
  return play.act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now));
};

describe('a 重大 case', () => {
  it('is confirmed by the district department of its domain, and owes a report up', () => {
    const play = new Play(baihe, '2025-12-01T01:00:00.000Z').registered().act('ldc', confirm);
    const decision = {
      type: 'decide-proposal',
      proposalId: play.proposalId('confirm-major'),
      decision: 'approve',
      opinion: '认定',
    } as const;
    // Of another domain: he does not read the case, and is told no more than that.
    expect(play.attempt('ds2', decision)).toMatchObject({ code: 'forbidden', reason: 'not-your-case' });
    play.act('ds1', decision);
    expect(play.file).toMatchObject({ grade: 'major', status: 'graded' });
    expect(play.file.deadlines.filter((d) => d.level === 0).map((d) => [d.clock, d.dueOn])).toEqual(
      expect.arrayContaining([
        ['report-up', '2025-12-02'],
        ['assign', '2025-12-02'],
      ]),
    );
  });

  it('does not start rectifying on service but on the accepted plan', () => {
    const play = notified();
    expect(play.file.status).toBe('notified');
    expect(play.file.deadlines.find((d) => d.clock === 'plan' && d.level === 0)?.dueOn).toBe('2025-12-15');
    play.act('enm', plan);
    expect(play.attempt('ldc', { type: 'decide-plan', decision: 'approve', opinion: '同意' })).toMatchObject({
      code: 'forbidden',
      whoCan: ['DS'],
    });
    play.act('ds1', { type: 'decide-plan', decision: 'reject', opinion: '措施不足' });
    expect(play.file.deadlines.find((d) => d.clock === 'plan' && d.level === 0)?.dueOn).toBe('2025-12-04');
    play.act('enm', plan).act('ds1', { type: 'decide-plan', decision: 'approve', opinion: '同意' });
    expect(play.file.status).toBe('rectifying');
    expect(play.file.deadlines.find((d) => d.clock === 'rectify' && d.level === 0)?.dueOn).toBe('2026-01-30');
    expect(play.file.deadlines.some((d) => d.clock === 'progress')).toBe(true);
  });

  it('refuses a plan that ends after ninety days', () => {
    expect(notified().attempt('enm', { ...plan, finishOn: '2026-06-30' })).toMatchObject({
      reason: 'after-longest-term',
    });
  });

  it('is closed by two decisions, the second by the town leader, and by another unit than the re-checkers', () => {
    const play = notified()
      .act('enm', plan)
      .act('ds1', { type: 'decide-plan', decision: 'approve', opinion: '同意' })
      .act('ens', requested);
    play.act('ldc', { type: 'start-recheck', requestRef: '青消委〔2025〕3号' });
    play.act('ldc', { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['ldc-1'] });
    const decision = () =>
      ({
        type: 'decide-proposal',
        proposalId: play.proposalId('close'),
        decision: 'approve',
        opinion: '同意',
      }) as const;
    expect(play.attempt('l2', decision())).toMatchObject({ code: 'forbidden', whoCan: ['DS'] });
    play.act('ds1', decision());
    expect(play.file.status).toBe('closure-review');
    play.act('l2', decision());
    expect(play.file.status).toBe('watching');
    expect(play.file.closures[0]?.by).toEqual(['ds1', 'l2']);
    expect(play.file.watch?.visits).toBe(3);
  });
});

describe('interim control', () => {
  const control = {
    type: 'impose-control',
    scope: 'premises',
    measures: '停用',
    until: '2025-12-20',
    guardPersonId: 'ens',
  } as const;

  it('stands in the way of closing until it is lifted by who imposed it', () => {
    const play = new Play(baihe, '2025-12-01T01:00:00.000Z').rectifying('2025-12-20').act('efo1', control);
    expect(play.file.overlays).toContain('interim-control');
    play.awaiting().passed();
    const decision = {
      type: 'decide-proposal',
      proposalId: play.proposalId('close'),
      decision: 'approve',
      opinion: '同意',
    } as const;
    expect(play.attempt('ofd', decision)).toMatchObject({ code: 'illegal-transition', reason: 'control-still-on' });
    expect(play.attempt('ens', { type: 'lift-control', reason: '已整改', attachmentIds: ['ens-1'] })).toMatchObject({
      code: 'sod-violation',
    });
    play.act('efo1', { type: 'lift-control', reason: '危险消除', attachmentIds: ['efo1-1'] }).act('ofd', decision);
    expect(play.file.status).toBe('watching');
  });

  it('is asked for by villages and decided by the town leader', () => {
    const play = new Play(baihe, '2025-12-01T01:00:00.000Z').registered();
    const { scope, measures, until, guardPersonId } = control;
    const fields = { scope, measures, until, guardPersonId };
    expect(play.attempt('vgg', control)).toMatchObject({ code: 'forbidden' });
    play
      .act('vgg', { type: 'propose', act: 'impose-control', reason: '有危险', attachmentIds: [], fields })
      .decide('l2', 'impose-control');
    expect(play.file.controls).toHaveLength(1);
  });

  it('expires on its last day, which no holiday lengthens', () => {
    const play = new Play(baihe, '2025-09-20T01:00:00.000Z')
      .registered()
      .act('efo1', { ...control, until: '2025-10-05' });
    play.act('ofc', { type: 'add-note', text: '到期' }, '2025-10-05T16:00:00.000Z');
    expect(play.types()).toContain('control-expired');
  });
});

describe('a statutory order', () => {
  const fields = {
    paperType: 'zeling-xianqi-zhenggai',
    clauseId: 'xiaofang-16',
    requirements: '立即停用',
    coActorId: 'efo2',
    inspectionRef: '检字1号',
  };
  const order = (more: object = {}): CaseCommand => ({
    type: 'propose',
    act: 'statutory-order',
    reason: '拒不整改',
    attachmentIds: [],
    fields: { ...fields, ...more },
  });
  const ready = () => new Play(baihe, '2025-12-01T01:00:00.000Z').accepted();

  it('needs two certified officers and the head of the unit that has the power', () => {
    const play = ready().act('efo1', order());
    const askId = play.file.asks[0]?.askId ?? '';
    expect(play.file.proposals).toEqual([]);
    play.act('efo2', { type: 'co-sign', askId, decision: 'confirm' });
    expect(play.file.proposals[0]?.act).toBe('statutory-order');
    play.decide('efh', 'statutory-order');
    expect(play.file.papers[0]).toMatchObject({ statutory: true, issuerUnitId: 'zhifa' });
  });

  it('is refused without a valid certificate or an inspection', () => {
    const play = ready();
    for (const post of play.world.directory.posts) if (post.personId === 'efo2') post.certificate = null;
    expect(play.attempt('efo1', order())).toMatchObject({ reason: 'certificate-not-valid', pointer: '/coActorId' });
    expect(ready().attempt('efo1', order({ inspectionRef: undefined }))).toMatchObject({
      reason: 'inspection-missing',
    });
  });

  it('lapses when the second officer does not confirm in time', () => {
    const play = ready().act('efo1', order());
    play.act('ofc', { type: 'add-note', text: '过期' }, '2025-12-03T01:00:00.000Z');
    expect(play.file.asks).toEqual([]);
    expect(play.types()).toContain('co-sign-lapsed');
  });
});

describe('a 重大 rests on a judgement standard', () => {
  it('and is not proposed by an ordinary clause, nor confirmed by one that an earlier release took', () => {
    const play = new Play(baihe, '2025-12-01T01:00:00.000Z').registered();
    const before = play.types();
    expect(play.attempt('ldc', proposingMajor('plant-with-housing', 'xiaofang-19'))).toMatchObject({
      code: 'validation',
      reason: 'clause-not-of-standard',
      pointer: '/clauseId',
    });
    expect(play.types()).toEqual(before);
    play.act('ldc', proposingMajor('plant-with-housing', 'gb35181-2025'));
    for (const proposal of play.file.proposals) proposal.data['clauseId'] = 'xiaofang-19';
    expect(play.attempt('ds1', play.decision('confirm-major'))).toMatchObject({ reason: 'overtaken' });
  });

  it('unless the pack knows none', () => {
    const clauses = baihe.clauses.map((clause) => ({ ...clause, major: false }));
    const play = new Play({ ...baihe, clauses }, '2025-12-01T01:00:00.000Z').registered();
    expect(play.attempt('ldc', proposingMajor('plant-with-housing', 'xiaofang-19'))).toBeNull();
  });
});
