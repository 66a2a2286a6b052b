import { proposingMajor } from './major-scenes';
import { aPost } from '../../support/a-post';
import type { CaseCommand } from '../../../domain/case/commands';
import type { CaseEvent } from '../../../domain/case/facts';
import type { EscalationCommand } from '../../../domain/escalation/commands';
import { actOnEscalation, advance, settleCaseAt } from '../../../domain/forecast/world';
import type { Post } from '../../../domain/people/directory';
import { baihe } from './baihe-town';
import { requested, served } from './given';
import { Play } from './play';

const START = '2025-07-01T01:00:00.000Z';

const eventsOf = (play: Play): CaseEvent[] => play.world.caseEvents.get('c1') ?? [];

const armed = (play: Play): string[] =>
  play.file.deadlines.filter(({ state }) => state === 'armed').map(({ deadlineId }) => deadlineId);

/** Everything the clocks do by themselves until an instant. */
const wait = (play: Play, until: string): void => {
  advance(play.world, until);
  play.now = until;
};

/** Another staffing of the town: without some persons, with some others. */
const staff = (play: Play, without: string[], others: Post[] = []): Play => {
  const { directory } = play.world;
  const posts = [...directory.posts.filter(({ personId }) => !without.includes(personId)), ...others];
  Object.assign(play.world, { directory: { ...directory, posts } });
  return play;
};

const recheck = (result: 'passed' | 'failed', by: string): CaseCommand => ({
  type: 'record-recheck',
  result,
  findings: '见现场',
  attachmentIds: [`${by}-1`],
});

const onTheSpot: CaseCommand = {
  type: 'fix-on-the-spot',
  attachmentIds: ['ldc-1', 'ldc-2'],
  subjectSignature: '王某',
};

const confirmMajor = proposingMajor('exit-blocked', 'gb35181-2017');

describe('U-27: what was fixed on the spot and then found not to be', () => {
  const failed = (): Play =>
    new Play(baihe, START)
      .graded()
      .act('ldc', onTheSpot)
      .decide('ofd', 'close', 'reject')
      .act('ldd', recheck('failed', 'ldd'));

  it('is assigned like any other case: nobody has owed it so far', () => {
    const play = failed();
    expect(play.file).toMatchObject({ status: 'graded', fixedOnTheSpot: false, failedRechecks: 1 });
    expect(armed(play)).toContain('assign:1:2');
    play.act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
    expect(play.file.status).toBe('assigned');
  });

  it('goes the same way where it was assigned, graded again as 重大 before service and then fixed on the spot', () => {
    const play = new Play(baihe, START).assigned().act('ldc', confirmMajor).decide('ds1', 'confirm-major');
    expect(play.file).toMatchObject({ status: 'graded', leadUnitId: 'chengyun' });
    play.act('ldc', onTheSpot).decide('ds1', 'close', 'reject');
    expect(play.file.status).toBe('rechecking');
    expect(armed(play).some((id) => id.startsWith('recheck:1:'))).toBe(true);
    play.act('ds1', recheck('failed', 'ds1'));
    expect(play.file).toMatchObject({ status: 'graded', fixedOnTheSpot: false });
    expect(armed(play).some((id) => id.startsWith('assign:1:'))).toBe(true);
  });

  it('refuses that its subject applies for a re-check before anybody has told him to rectify', () => {
    expect(failed().attempt('ens', requested)).toMatchObject({ reason: 'not-from-graded' });
  });
});

describe('U-27: an overdue case whose closing is rejected after the last rung', () => {
  const rejected = (): Play => {
    const play = new Play(baihe, START).rectifying('2025-07-22');
    wait(play, '2025-09-01T01:00:00.000Z');
    play.act('ldc', { type: 'start-recheck' }).act('ldc', recheck('passed', 'ldc'));
    return play.decide('ofd', 'close', 'reject', play.now, { returnTo: 'rectifying' });
  };

  it('is owed a re-check within ten working days, as after a failed one', () => {
    const play = rejected();
    expect(play.file).toMatchObject({ status: 'rectifying' });
    const owed = play.file.deadlines.find(({ clock, level }) => clock === 'recheck' && level === 0);
    expect(owed).toMatchObject({ state: 'armed', dueOn: '2025-09-15', addressee: 'unit:chengyun' });
  });

  it('goes on being reminded', () => {
    expect(armed(rejected()).some((id) => id.startsWith('rectify:1:1:'))).toBe(true);
  });
});

describe('U-27: after the last rung', () => {
  const remindersOf = (play: Play, clock: string): string[] =>
    eventsOf(play).flatMap((event) =>
      event.type === 'rung-reached' && event.body.clock === clock && event.body.act === 'remind' ? [event.at] : [],
    );

  it('a reminder goes out every five working days for as long as it is owed', () => {
    const play = new Play(baihe, START).rectifying('2025-07-22');
    wait(play, '2025-08-27T01:00:00.000Z');
    // The last rung, `circular`, comes on the tenth working day after 22 July: 5 August.
    expect(remindersOf(play, 'rectify')).toEqual([
      '2025-08-12T01:00:00.000Z',
      '2025-08-19T01:00:00.000Z',
      '2025-08-26T01:00:00.000Z',
    ]);
    expect(play.file.deadlines.find(({ level, clock }) => clock === 'rectify' && level > 0)?.because.rule).toBe(
      '整改时限逾期未办结，每5个工作日提醒一次',
    );
  });

  it('none goes out once it is met', () => {
    const play = new Play(baihe, START).rectifying('2025-07-22');
    wait(play, '2025-08-13T01:00:00.000Z');
    play.act('ldc', { type: 'start-recheck' }).act('ldc', recheck('passed', 'ldc')).decide('ofd', 'close');
    const before = remindersOf(play, 'rectify').length;
    wait(play, '2025-10-30T01:00:00.000Z');
    expect(remindersOf(play, 'rectify')).toHaveLength(before);
    expect(play.file.rungsReached.filter(({ clock, act }) => clock === 'rectify' && act === 'remind')).toHaveLength(1);
  });

  it('a record that was away for months does not send the reminders of all that time', () => {
    const play = new Play(baihe, START).rectifying('2025-07-22');
    settleCaseAt(play.world, 'c1', '2026-01-15T03:00:00.000Z');
    expect(remindersOf(play, 'rectify')).toEqual([]);
    const ahead = play.file.deadlines.find(({ clock, level }) => clock === 'rectify' && level !== 0);
    expect(ahead).toMatchObject({ act: 'remind', dueAt: '2026-01-22T01:00:00.000Z', addressee: 'subject:s1' });
  });
});

describe('U-27: a decision at the last level', () => {
  it('is owed again and again by L1, who is reminded each time', () => {
    const play = new Play(baihe, START).rectifying('2025-07-22').awaiting().passed();
    wait(play, '2025-08-20T01:00:00.000Z');
    const close = play.file.proposals.find(({ act }) => act === 'close');
    expect(close).toMatchObject({ steps: [{ roles: ['L1'] }], raised: 2 });
    expect(close && close.decideBy > play.now).toBe(true);
    expect(armed(play)).toContain(close?.deadlineId);
    play.decide('l1', 'close');
    expect(play.file.status).toBe('watching');
  });

  it('tells once that nobody is entitled, where even L1 is vacant', () => {
    const play = staff(new Play(baihe, START), ['ofd', 'ofd2', 'l1', 'l2']);
    // `ldc` is an OFd too, but did the re-check.
    play.rectifying('2025-07-22').awaiting().passed();
    wait(play, '2025-08-20T01:00:00.000Z');
    const told = eventsOf(play).filter((event) => event.type === 'rung-reached' && event.body.act === 'nobody-home');
    expect(told).toHaveLength(3);
    expect(play.file.proposals[0]?.steps[0]?.roles).toEqual(['L1']);
  });
});

/** A 重大 fire case that has been re-checked by `rechecker`, in a town with these officers of the fire department. */
const majorRechecked = (rechecker: string, others: Post[] = [], without: string[] = []): Play => {
  const play = staff(new Play(baihe, '2025-12-01T01:00:00.000Z'), without, others).registered();
  play
    .act('ldc', proposingMajor('exit-blocked', 'gb35181-2025'))
    .decide('ds1', 'confirm-major')
    .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
    .act('vgm', { type: 'accept-assignment' })
    .act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '清退',
    });
  play
    .act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now))
    .act('enm', {
      type: 'file-plan',
      goal: '清退住宿',
      measures: [{ kind: 'management', text: '清退' }],
      funds: '2万元',
      personInCharge: '王某',
      finishOn: '2026-01-30',
      emergencyPlan: '疏散预案',
      attachmentIds: [],
    })
    .act('ds1', { type: 'decide-plan', decision: 'approve', opinion: '同意' })
    .act('ens', requested);
  return play.act(rechecker, { type: 'start-recheck' }).act(rechecker, recheck('passed', rechecker));
};

describe('U-27: a 重大 case re-checked by its only competent authority', () => {
  it('is closed by another of its officers who took no part, then by L2, and says so', () => {
    const play = majorRechecked('ds1', [aPost('ds3', 'DS', 'qu-xiaofang')]);
    expect(play.file.proposals[0]?.reason).toContain('唯一有权部门');
    expect(play.attempt('ds1', decision(play))).toMatchObject({ reason: 'rechecker-closes' });
    play.decide('ds3', 'close').decide('l2', 'close');
    expect(play.file.closures[0]?.by).toEqual(['ds3', 'l2']);
  });

  it('goes to L2 and then L1, with the reason, where it has no such officer', () => {
    const play = majorRechecked('ds1');
    expect(play.file.proposals[0]?.steps).toEqual([{ roles: ['L2'] }, { roles: ['L1'] }]);
    const raised = eventsOf(play).find(({ type: name }) => name === 'proposal-raised');
    expect(raised?.body).toMatchObject({ why: 'nobody-home', reason: expect.stringContaining('镇分管领导') });
    play.decide('l2', 'close');
    expect(play.attempt('l2', decision(play))).toMatchObject({ code: 'forbidden', whoCan: ['L1'] });
    play.decide('l1', 'close');
    expect(play.file.closures[0]?.by).toEqual(['l2', 'l1']);
  });

  it('stays with the other department where there is one: nobody of the re-checking unit closes', () => {
    const play = majorRechecked('ds1', [aPost('ds3', 'DS', 'qu-xiaofang'), aPost('ds4', 'DS', 'qu-zongzhi')]);
    const fire = play.world.directory.units['qu-xiaofang'];
    if (fire) play.world.directory.units['qu-zongzhi'] = { ...fire, unitId: 'qu-zongzhi' };
    expect(play.attempt('ds3', decision(play))).toMatchObject({ reason: 'same-unit-closes' });
    play.decide('ds4', 'close').decide('l2', 'close');
    expect(play.file.status).toBe('watching');
  });

  const decision = (play: Play): CaseCommand => ({
    type: 'decide-proposal',
    proposalId: play.proposalId('close'),
    decision: 'approve',
    opinion: '同意',
  });
});

describe('U-28: archiving that is held', () => {
  const heldOf = (play: Play): CaseEvent[] => eventsOf(play).filter(({ type: name }) => name === 'archive-held');

  it('is recorded once, with all that holds it', () => {
    const play = new Play(baihe, START).closed();
    wait(play, '2026-03-01T01:00:00.000Z');
    expect(heldOf(play)).toHaveLength(1);
    expect(heldOf(play)[0]?.body).toMatchObject({ reason: '回头看次数未满' });
    expect(play.file).toMatchObject({ status: 'watching', archiveHeld: true });
  });

  it('ends with the visit that was owed', () => {
    const play = new Play(baihe, START).closed();
    wait(play, '2026-03-01T01:00:00.000Z');
    const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
    for (const day of days)
      play.act(
        'vgg',
        { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] },
        `${day}T02:00:00.000Z`,
      );
    expect(play.file.status).toBe('archived');
    expect(play.types().slice(-3)).toEqual(['watch-visited', 'watch-ended', 'archived']);
    expect(play.file.deadlines).toEqual([]);
  });

  it('ends with the rejection of the relapse, or when its author takes it back', () => {
    const proposed = (): Play => {
      const play = new Play(baihe, START).closed();
      for (const day of ['07-21', '07-22', '08-11'])
        play.act(
          'vgg',
          { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] },
          `2025-${day}T02:00:00.000Z`,
        );
      wait(play, '2025-08-28T01:00:00.000Z');
      play.act('vgg', { type: 'propose', act: 'relapse', reason: '再现', attachmentIds: ['vgg-1'], fields: {} });
      wait(play, '2025-08-31T01:00:00.000Z');
      expect(heldOf(play)).toHaveLength(1);
      return play;
    };
    const rejected = proposed();
    const roles = rejected.file.proposals[0]?.steps[0]?.roles ?? [];
    rejected.decide(roles.includes('OFd') ? 'ofd' : 'l2', 'relapse', 'reject');
    expect(rejected.file.status).toBe('archived');

    const taken = proposed();
    taken.act('vgg', { type: 'withdraw-proposal', proposalId: taken.proposalId('relapse'), reason: '误判' });
    expect(taken.file.status).toBe('archived');
  });

  it('ends with the interview that it waited for, in a transaction of its own', () => {
    const play = new Play(baihe, START).rectifying('2025-07-22');
    wait(play, '2025-07-29T02:00:00.000Z');
    const interview = [...play.world.escalations.values()].find(({ act }) => act === 'interview');
    const escalationId = interview?.escalationId ?? 'none';
    const on = (personId: string, command: EscalationCommand): void => {
      expect(actOnEscalation(play.world, escalationId, personId, command, play.now)).toBeNull();
    };
    const proposalId = interview?.proposals[0]?.proposalId ?? 'none';
    on('l2', { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' });
    play.awaiting('2025-07-30T02:00:00.000Z').passed().decide('ofd', 'close');
    for (const day of ['2025-08-19', '2025-09-08', '2025-09-26'])
      play.act(
        'vgg',
        { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] },
        `${day}T02:00:00.000Z`,
      );
    wait(play, '2025-10-20T02:00:00.000Z');
    expect(heldOf(play).map(({ body }) => body)).toMatchObject([{ reason: '约谈尚未办结' }]);

    on('ldd', { type: 'hold-interview', heldAt: play.now, hostPersonId: 'ldd', attendees: ['王某'] });
    expect(play.file.status).toBe('watching');
    on('enm', { type: 'file-interview-report', text: '已整改', attachmentIds: [] });
    expect(play.file.status).toBe('archived');
    expect(heldOf(play)).toHaveLength(1);
  });
});
