import { proposingMajor } from './major-scenes';
import type { CaseCommand } from '../../../domain/case/commands';
import type { Deadline } from '../../../domain/stream';
import { NOW, approving, certificate, confirming, order } from './second-scenes';
import { baihe } from './baihe-town';
import { requested, served } from './given';
import { Play } from './play';

const confirmMajor = proposingMajor('exit-blocked', 'gb35181-2025');

const voiding: CaseCommand = { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} };

const newDate = (newDueOn: string): CaseCommand => ({
  type: 'propose',
  act: 'new-date',
  reason: '工程量大',
  attachmentIds: [],
  fields: { newDueOn },
});

const failed: Extract<CaseCommand, { type: 'record-recheck' }> = {
  type: 'record-recheck',
  result: 'failed',
  findings: '不合格',
  attachmentIds: ['ldc-1'],
};

const row = (play: Play, clock: string): Deadline | undefined =>
  play.file.deadlines.find((deadline) => deadline.clock === clock && deadline.level === 0);
const clocks = (play: Play): string[] =>
  play.file.deadlines.filter(({ level }) => level === 0).map(({ clock }) => clock);
const serveLast = (play: Play, by: string): Play =>
  play.act(by, served(play.file.papers.at(-1)?.documentId ?? '', play.now));
const ordering = (play: Play): Play => play.act('efo1', order('efo2')).act('efo2', confirming(play));
const start = () => new Play(baihe, NOW);
/** From a graded case to service, after which the deadline runs. */
const onward = (play: Play): Play => {
  play
    .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
    .act('vgm', { type: 'accept-assignment' })
    .act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      dueOn: '2026-03-31',
    });
  return serveLast(play, 'ldc');
};

describe('U-21: a 重大 confirmed after service', () => {
  const confirmed = (play: Play): Play => play.decide('ds1', 'confirm-major');

  it('keeps the state, the running date as ceiling, and arms report-up and plan', () => {
    const play = onward(start().graded().act('ldc', confirmMajor));
    const before = row(play, 'rectify');
    confirmed(play);
    expect(play.file).toMatchObject({ status: 'rectifying', grade: 'major', hazardType: 'exit-blocked' });
    // With one step more: a 重大 that is late by more than five working days counts alone.
    expect(row(play, 'rectify')).toEqual({ ...before, steps: 5 });
    expect(clocks(play)).toEqual(expect.arrayContaining(['rectify', 'report-up', 'plan']));
    expect(clocks(play)).not.toContain('assign');
  });

  it('supplements the paper that was served', () => {
    const play = confirmed(onward(start().graded()).act('ldc', confirmMajor));
    expect(play.file.papers[0]).toMatchObject({ state: 'served', supplementedAt: play.now });
  });

  it.each(['awaiting-recheck', 'rechecking'])('keeps %s too', (status) => {
    const play = onward(start().graded()).act('ens', requested).act('ldc', confirmMajor);
    if (status === 'rechecking') play.act('ldc', { type: 'start-recheck' });
    expect(confirmed(play).file).toMatchObject({ status, grade: 'major' });
  });

  it('before service leads back to graded, with the assignment owed and the unserved paper withdrawn', () => {
    const play = start().noticed('2026-03-31').act('ldc', confirmMajor);
    confirmed(play);
    expect(play.file).toMatchObject({ status: 'graded', grade: 'major', assignment: { accepted: false } });
    expect(clocks(play).sort()).toEqual(['assign', 'report-up']);
    expect(play.file.papers[0]).toMatchObject({ state: 'withdrawn', servedAt: null });
  });
});

describe('U-22: an order where advice is ignored', () => {
  it('proposed before and approved after the advice was served can be served and takes its place', () => {
    const play = ordering(start().accepted()).act('ldc', {
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId: 'chengyun',
      requirements: '请整改',
      dueOn: '2026-02-27',
    });
    serveLast(play, 'ldc').decide('efh', 'statutory-order');
    expect(play.file).toMatchObject({ status: 'rectifying', papers: [{ state: 'served' }, { state: 'issued' }] });
    expect(row(play, 'serve')?.addressee).toBe('unit:zhifa');
    expect(row(play, 'rectify')?.dueOn).toBe('2026-02-27');
    serveLast(play, 'efo1');
    expect(play.file.status).toBe('rectifying');
    expect(row(play, 'rectify')).toMatchObject({ deadlineId: 'rectify:1:2', state: 'armed' });
    expect(play.file.deadlines.filter(({ clock, n }) => clock === 'rectify' && n === 1)).toEqual([]);
  });

  it('ends an overdue date as it stands, with the re-check that was owed for it', () => {
    const play = onward(start().graded());
    play.act('ofc', { type: 'add-note', text: '逾期' }, '2026-04-01T03:00:00.000Z');
    expect(play.file.overlays).toContain('overdue');
    for (const post of play.world.directory.posts) if (post.certificate) post.certificate = certificate;
    ordering(play).decide('efh', 'statutory-order');
    serveLast(play, 'efo1');
    expect(play.file.overlays).not.toContain('overdue');
    expect(clocks(play)).toEqual(['rectify']);
    const missed = play.world.caseEvents.get('c1')?.filter(({ type }) => type === 'deadline-missed');
    expect(missed).toHaveLength(1);
  });

  it('waits through a re-check: no approval, no clock, then both again', () => {
    const play = ordering(onward(start().graded()));
    const decideBy = play.file.proposals[0]?.decideBy;
    play.act('ens', requested);
    expect(play.file.proposals[0]).toMatchObject({ act: 'statutory-order', waiting: true });
    expect(row(play, 'decision')?.state).toBe('paused');
    expect(play.attempt('efh', approving(play))).toMatchObject({ code: 'illegal-transition', reason: 'not-now' });
    play.act('ldc', { type: 'start-recheck' }, '2025-12-04T01:00:00.000Z').act('ldc', failed);
    expect(play.file.proposals[0]).toMatchObject({ waiting: false });
    expect(row(play, 'decision')?.state).toBe('armed');
    // Two working days were left on Monday the 1st; they count again from Thursday the 4th.
    expect(decideBy).toBe('2025-12-03T16:00:00.000Z');
    expect(play.file.proposals[0]?.decideBy).toBe('2025-12-08T16:00:00.000Z');
    expect(play.decide('efh', 'statutory-order').file.papers.at(-1)).toMatchObject({ statutory: true });
  });

  it('can be rejected while it waits', () => {
    const play = ordering(onward(start().graded())).act('ens', requested);
    expect(play.decide('efh', 'statutory-order', 'reject').file.proposals).toEqual([]);
  });

  it('is withdrawn when the case closes', () => {
    const play = ordering(onward(start().graded())).act('ens', requested).passed();
    expect(play.decide('ofd', 'close').file.proposals).toEqual([]);
  });
});

describe('U-23: what an approval rests on is asked on its day', () => {
  const later = '2025-12-02T01:00:00.000Z';

  it('an order is not approved with a certificate that ended the day before, and says who can act', () => {
    const play = ordering(start().accepted());
    for (const post of play.world.directory.posts)
      if (post.personId === 'efo2') post.certificate = { ...certificate, validTo: '2025-12-01' };
    const before = play.types();
    const refusal = play.attempt('efh', approving(play), later);
    expect(refusal).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
    expect(refusal?.whoCan).toContain('EFo');
    expect(play.types()).toEqual(before);
    expect(play.decide('efh', 'statutory-order', 'reject').file.proposals).toEqual([]);
  });

  it('an order is not approved once its printed date has passed', () => {
    const play = start().accepted();
    const command = order('efo2');
    if (command.type !== 'propose') throw new Error('no proposal');
    play.act('efo1', { ...command, fields: { ...command.fields, dueOn: '2025-12-01' } }).act('efo2', confirming(play));
    expect(play.attempt('efh', approving(play), later)).toMatchObject({ reason: 'overtaken' });
  });

  it('a 重大 is not confirmed by a standard that ended meanwhile', () => {
    const play = new Play(baihe, '2025-10-31T01:00:00.000Z').registered();
    play.act('ldc', { ...confirmMajor, fields: { ...confirmMajor.fields, clauseId: 'gb35181-2017' } });
    const decision = play.decision('confirm-major');
    expect(play.attempt('ds1', decision, '2025-11-03T01:00:00.000Z')).toMatchObject({ reason: 'overtaken' });
  });

  it('a new date is not approved once it has passed', () => {
    const play = onward(start().graded())
      .act('ens', requested)
      .act('ldc', { type: 'start-recheck' }, '2026-03-31T01:00:00.000Z')
      .act('ldc', failed);
    play.act('ldc', newDate('2026-04-01'));
    const late = '2026-04-02T01:00:00.000Z';
    expect(play.attempt('ldd', play.decision('new-date'), late)).toMatchObject({ reason: 'overtaken' });
  });

  it('a control is not decided once its last day has passed', () => {
    const play = start()
      .registered()
      .act('vgg', {
        type: 'propose',
        act: 'impose-control',
        reason: '有危险',
        attachmentIds: [],
        fields: { scope: 'power', measures: '断电', until: '2025-12-01', guardPersonId: 'ens' },
      });
    expect(play.attempt('l2', play.decision('impose-control'), later)).toMatchObject({ reason: 'overtaken' });
  });
});

describe('who decides is asked on the day of the decision', () => {
  it('a void that was proposed before it became 重大 is withdrawn: one alone does not approve it any more', () => {
    const play = onward(start().graded()).act('ldd', voiding);
    const deciding = play.decision('void');
    play.act('ldc', confirmMajor).decide('ds1', 'confirm-major');
    const before = play.types();
    expect(play.file.proposals).toEqual([]);
    expect(play.attempt('ofd', deciding)).toMatchObject({ reason: 'overtaken' });
    expect(play.types()).toEqual(before);
  });

  it('so is a new date that was proposed before it became 重大, which the lead unit cannot approve', () => {
    const play = onward(start().graded()).act('ens', requested).act('ldc', { type: 'start-recheck' });
    play.act('ldc', failed).act('ldc', newDate('2026-04-15'));
    const deciding = play.decision('new-date');
    const fields = { ...confirmMajor.fields, hazardType: 'fire-facility-failed' };
    play.act('ldc', { ...confirmMajor, fields }).decide('ds1', 'confirm-major');
    expect(play.file.proposals).toEqual([]);
    expect(play.attempt('ldd', deciding)).toMatchObject({ reason: 'overtaken' });
  });

  it('and one that was proposed before an order was served', () => {
    const play = onward(start().graded()).act('ens', requested).act('ldc', { type: 'start-recheck' });
    play.act('ldc', failed).act('ldc', newDate('2026-04-15'));
    const deciding = play.decision('new-date');
    serveLast(ordering(play).decide('efh', 'statutory-order'), 'efo1');
    expect(play.attempt('ldd', deciding)).toMatchObject({ reason: 'overtaken' });
  });
});

describe('a proposal that the state has overtaken', () => {
  const overtaken = (play: Play) =>
    play.world.caseEvents
      .get('c1')
      ?.flatMap(({ type, body, actor }) => (type === 'proposal-withdrawn' ? [{ actor, ...body }] : []));

  it('is withdrawn by the system in the same transaction, with its clock, and names its author', () => {
    const play = onward(start().graded()).act('ldc', voiding).act('ens', requested);
    expect(play.file.proposals).toHaveLength(1);
    play.act('ldc', { type: 'start-recheck' });
    expect(play.file.proposals).toEqual([]);
    expect(clocks(play)).not.toContain('decision');
    expect(overtaken(play)).toMatchObject([{ reason: 'overtaken', authorId: 'ldc', actor: { kind: 'system' } }]);
  });

  it('is withdrawn when the reporter takes the lead back', () => {
    const play = start().reported().act('ldc', voiding).act('vgg', { type: 'withdraw-lead', reason: '误报' });
    expect(play.file).toMatchObject({ status: 'void', proposals: [] });
  });

  it('is a new date once the subject has applied', () => {
    const play = onward(start().graded())
      .act('ens', requested)
      .act('ldc', { type: 'start-recheck' })
      .act('ldc', failed);
    play.act('ldc', newDate('2026-04-30')).act('ens', requested);
    expect(play.file.proposals).toEqual([]);
    expect(overtaken(play)).toMatchObject([{ reason: 'overtaken' }]);
  });

  it('is told as what has changed to who comes to decide it, to its author and to a second person', () => {
    const play = onward(start().graded()).act('ldc', voiding).act('ens', requested);
    const late = play.decision('void');
    const proposalId = play.proposalId('void');
    play.act('ldc', { type: 'start-recheck' });
    const refusal = play.attempt('ofd', late);
    expect(refusal).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
    expect(refusal?.message).toContain('本案现为“复查中”');
    expect(play.attempt('ldc', { type: 'withdraw-proposal', proposalId, reason: '再核' })).toMatchObject({
      reason: 'overtaken',
    });
    const asked = start().accepted().act('efo1', order('efo2'));
    const confirm = { type: 'co-sign', askId: asked.file.asks[0]?.askId ?? '', decision: 'confirm' } as const;
    asked.act('ldc', confirmMajor).decide('ds1', 'confirm-major');
    expect(asked.attempt('efo2', confirm)).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
    const decided = onward(start().graded()).act('ldc', voiding);
    const again = decided.decision('void', 'reject');
    expect(decided.act('ofd', again).attempt('ofd', again)).toMatchObject({ reason: 'proposal-not-open' });
  });

  it('takes the co-signature with it that waits for a command the state no longer takes', () => {
    const play = start().accepted().act('efo1', order('efo2'));
    play.act('ldc', confirmMajor).decide('ds1', 'confirm-major');
    expect(play.file.asks).toEqual([]);
    expect(clocks(play)).not.toContain('co-sign');
  });
});

describe('while a 重大 is being confirmed', () => {
  const rechecking = (): Play =>
    onward(start().graded()).act('ens', requested).act('ldc', confirmMajor).act('ldc', { type: 'start-recheck' });

  it('a re-check does not pass, but it may fail', () => {
    const play = rechecking();
    expect(play.attempt('ldc', { ...failed, result: 'passed' })).toMatchObject({
      code: 'illegal-transition',
      reason: 'major-being-decided',
    });
    expect(play.act('ldc', failed).file.status).toBe('rectifying');
  });

  it('a re-check passes once it is rejected', () => {
    const play = rechecking().decide('ds1', 'confirm-major', 'reject');
    expect(play.act('ldc', { ...failed, result: 'passed' }).file.status).toBe('closure-review');
  });

  it('nothing is fixed on the spot', () => {
    const play = start().graded().act('ldc', confirmMajor);
    expect(
      play.attempt('ldc', {
        type: 'fix-on-the-spot',
        attachmentIds: ['ldc-1', 'ldc-2'],
        subjectSignature: '王某',
      }),
    ).toMatchObject({ reason: 'major-being-decided' });
  });
});
