import type { CaseCommand } from '../../../../domain/case/commands';
import { acceptPlan, notified, planTo, proposingMajor } from '../major-scenes';
import { at, clockOf, stepsOf } from '../shanghai';
import { workingDaysBetween } from '../../../../domain/clock/calendar';
import { baihe, calendar, drill } from '../baihe-town';
import { requested, served } from '../given';
import { Play } from '../play';
import { suspend } from '../../../../domain/case/proposals/suspend';
import type { Context } from '../../../../domain/context';
import { SYSTEM } from '../../../../domain/stream';
import { aPost } from '../../../support/a-post';
import { approving, certificate, confirming, order, ordered } from '../second-scenes';
import { proposing } from './proposals';

const storm = { ground: 'force-majeure', control: { notNeeded: '现场已停用' } } as const;
const suspending = proposing('suspend', storm);
const resuming = proposing('resume');

/** Without dates that the notice sets for its types. */
const untyped = {
  ...baihe,
  hazardTypes: baihe.hazardTypes.map((type) => {
    const { ...copy } = type;
    delete copy.commonDueOn;
    return copy;
  }),
};

/** Served on 1 July 2025, due on the 22nd. */
const running = (): Play => new Play().rectifying('2025-07-22');

/** Suspended on 10 July 2025, eight working days before its date. */
const suspended = (fields: object = {}): Play =>
  running()
    .act('ofc', proposing('suspend', { ...storm, ...fields }), at('2025-07-10T10:00'))
    .decide('l2', 'suspend');

const workingDays = (from: string, to: string): number => workingDaysBetween(calendar, from, to);

const last = (play: Play) => (play.world.caseEvents.get('c1') ?? []).at(-1);
const states = (play: Play, clock: string) =>
  play.file.deadlines.filter((one) => one.clock === clock).map(({ state }) => state);

describe('propose suspend', () => {
  it('records the ground and what keeps people safe, for the leader in charge, and stops nothing yet', () => {
    const play = running().act('ofc', suspending, at('2025-07-10T10:00'));
    expect(play.file.proposals).toMatchObject([{ act: 'suspend', steps: [{ roles: ['L2'] }], data: storm }]);
    expect(play.file.overlays).toEqual([]);
    expect(new Set(states(play, 'rectify'))).toEqual(new Set(['armed']));
  });

  it('stops every clock that counts against somebody, prints its paper and is reviewed in thirty days', () => {
    const play = suspended();
    expect(play.file.overlays).toEqual(['suspended']);
    expect(new Set(states(play, 'rectify'))).toEqual(new Set(['paused']));
    expect(clockOf(play, 'suspension-review')).toMatchObject({ dueOn: '2025-08-09', addressee: 'unit:chengyun' });
    expect(last(play)).toMatchObject({
      type: 'suspended',
      body: { groundName: expect.stringContaining('不可抗力'), paper: { type: 'zhongzhi', issuerUnitId: 'baihe' } },
    });
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-25T10:00'));
    expect(play.file.overlays).toEqual(['suspended']);
  });

  it('keeps what is a limit on force running, and what reports upwards', () => {
    const play = running().act('efo1', {
      type: 'impose-control',
      scope: 'machine',
      measures: '停用',
      until: '2025-07-20',
      guardPersonId: 'ens',
    });
    play
      .act('ofc', proposing('suspend', { ...storm, control: 'imposed' }), at('2025-07-10T10:00'))
      .decide('l2', 'suspend');
    expect(states(play, 'control-expiry')).toEqual(['armed']);
  });

  it.each([
    ['a ground that is not listed', { ...storm, ground: 'rain' }, 'ground-unknown', '/ground'],
    ['a stay without the decision', { ...storm, ground: 'stay-decided' }, 'reference-missing', '/reference'],
    ['a last day that has passed', { ...storm, until: '2025-07-09' }, 'date-past', '/until'],
    ['a control that nobody imposed', { ...storm, control: 'imposed' as const }, 'control-missing', '/control'],
    ['no word on the danger', { ground: 'force-majeure' }, 'field-missing', '/control'],
  ])('is refused for %s', (_, fields, reason, pointer) => {
    expect(running().attempt('ofc', proposing('suspend', fields), at('2025-07-10T10:00'))).toMatchObject({
      reason,
      pointer,
    });
  });

  it.each(['ens', 'vgg', 'l2', 'ru'])('is refused to %s, who may not ask for it', (personId) => {
    expect(running().attempt(personId, suspending)).toMatchObject({ code: 'forbidden', reason: 'not-your-proposal' });
  });

  it('is refused where nothing runs that could stop, and under a pack without grounds', () => {
    expect(new Play().accepted().attempt('ofc', suspending)).toMatchObject({ reason: 'not-from-assigned' });
    const play = running();
    Object.assign(play.world, { policy: { ...play.pack, suspension: undefined } });
    expect(play.attempt('ofc', suspending)).toMatchObject({ reason: 'no-grounds' });
  });

  it('lets nobody do what it has stopped, and says what to do', () => {
    const refusal = suspended().attempt('ens', requested, at('2025-07-11T10:00'));
    expect(refusal).toMatchObject({ code: 'illegal-transition', reason: 'is-suspended' });
    expect(refusal?.message).toContain('恢复');
    expect(suspended().attempt('ens', proposing('extend', { newDueOn: '2025-08-01', measures: '看护' }))).toMatchObject(
      {
        reason: 'is-suspended',
      },
    );
    expect(suspended().attempt('ldc', { type: 'add-note', text: '现场已断电' })).toBeNull();
  });

  it('has an open decision wait: its clock stands, it is not approved, and goes on after it', () => {
    const play = running()
      .act('ens', proposing('extend', { newDueOn: '2025-08-01', measures: '看护' }), at('2025-07-10T09:00'))
      .act('ofc', suspending, at('2025-07-10T10:00'))
      .decide('l2', 'suspend');
    expect(play.attempt('ldd', play.decision('extend'))).toMatchObject({ reason: 'is-suspended' });
    expect(clockOf(play, 'decision')).toMatchObject({ state: 'paused' });
    play.act('ofc', resuming, at('2025-07-20T10:00')).decide('l2', 'resume');
    expect(clockOf(play, 'decision')).toMatchObject({ state: 'armed', dueOn: '2025-07-25' });
    expect(play.attempt('ldd', play.decision('extend'))).toBeNull();
  });

  it('is prolonged by another one, whose review replaces the earlier', () => {
    const play = suspended().act('ofc', suspending, at('2025-08-08T10:00')).decide('l2', 'suspend');
    expect(clockOf(play, 'suspension-review')).toMatchObject({ dueOn: '2025-09-07' });
    expect(play.file.suspension?.since).toBe(at('2025-07-10T10:00'));
  });

  it('that is not reviewed is owed by whoever holds the case, and reminded of', () => {
    const play = suspended().act('ldc', { type: 'add-note', text: '续' }, at('2025-08-20T10:00'));
    expect(clockOf(play, 'suspension-review')).toMatchObject({ state: 'fired' });
    expect(stepsOf(play, 'suspension-review')).toHaveLength(1);
    expect(play.file.overlays).toEqual(['suspended']);
  });

  it('is decided by the department over its own order', () => {
    const play = notified().act('ds1', { type: 'add-note', text: '续' });
    expect(play.attempt('ofc', suspending)).toBeNull();
    expect(play.file.proposals).toMatchObject([{ steps: [{ roles: ['L2'] }] }]);
  });
});

/** A general hazard under a served order of the district's fire brigade. */
const underDistrictOrder = (): Play => {
  const play = new Play(baihe, at('2025-12-01T09:00')).accepted();
  const { posts } = play.world.directory;
  posts.push(aPost('ds3', 'DS', 'qu-xiaofang', { certificate }), aPost('ds4', 'DS', 'qu-xiaofang', { certificate }));
  play.act('ds1', order('ds3')).act('ds3', confirming(play)).decide('ds4', 'statutory-order');
  return play.act('ds1', served(orderOf(play), play.now));
};

const orderOf = ({ file }: Play): string => file.papers.findLast(({ statutory }) => statutory)?.documentId ?? '';

const DEPARTMENT = [{ roles: ['DS'], unitId: 'qu-xiaofang' }];

const steps = (play: Play) => play.file.proposals.map((proposal) => proposal.steps);

describe('who decides on a suspension', () => {
  it('is the department by the time that the hazard under its order is graded up: what was asked of L2 is withdrawn', () => {
    const play = underDistrictOrder().act('ofc', suspending);
    expect(steps(play)).toEqual([[{ roles: ['L2'] }]]);
    const asked = play.decision('suspend');
    play.act('ldc', proposingMajor()).decide('ds4', 'confirm-major');
    expect(play.file.proposals).toEqual([]);
    expect(play.attempt('l2', asked)).toMatchObject({ reason: 'overtaken' });
    play.act('ofc', suspending);
    expect(steps(play)).toEqual([DEPARTMENT]);
    expect(play.decide('ds4', 'suspend').file.overlays).toContain('suspended');
  });

  it('is L2 by the time that an order of the town is served after that of the department', () => {
    const play = underDistrictOrder().act('ldc', proposingMajor()).decide('ds4', 'confirm-major');
    const townOrder = {
      paperType: 'zeling-xianqi-zhenggai',
      clauseId: 'xiaofang-28',
      requirements: '停用',
      coActorId: 'efo2',
      inspectionRef: '检字2号',
    } as const;
    play.act('efo1', proposing('statutory-order', townOrder)).act('efo2', confirming(play));
    play.decide('efh', 'statutory-order').act('ofc', suspending);
    expect(steps(play)).toEqual([DEPARTMENT]);
    play.act('efo1', served(orderOf(play), play.now));
    expect(play.file.proposals).toEqual([]);
    play.act('ofc', suspending);
    expect(steps(play)).toEqual([[{ roles: ['L2'] }]]);
  });

  it('stays L2 where the department, whose matter it was, has nobody', () => {
    const play = underDistrictOrder().act('ldc', proposingMajor()).decide('ds4', 'confirm-major');
    const { directory } = play.world;
    directory.posts = directory.posts.filter(({ unitId }) => unitId !== 'qu-xiaofang');
    play.act('ofc', suspending).act('ldc', { type: 'add-note', text: '续' });
    expect(steps(play)).toEqual([[{ roles: ['L2'] }]]);
    expect(play.decide('l2', 'suspend').file.overlays).toContain('suspended');
  });
});

describe('a suspension', () => {
  it('is over with the order that it concerned: what the unit owes then it can do', () => {
    const play = ordered(false).act('ofc', suspending).decide('l2', 'suspend');
    const order = play.file.papers.find(({ statutory }) => statutory)?.documentId ?? '';
    play.act('efh', { type: 'cancel-order', documentId: order, reason: '依据有误', attachmentIds: [] });
    expect(play.file).toMatchObject({ status: 'assigned', overlays: [], suspension: null });
    expect(clockOf(play, 'suspension-review')).toBeUndefined();
    expect(clockOf(play, 'serve')).toMatchObject({ state: 'armed' });
  });

  it('leaves no mark on a case that is found untrue', () => {
    const play = suspended()
      .act('ldc', proposing('void', {}, ['ldc-1']))
      .decide('ofd', 'void');
    expect(play.file).toMatchObject({ status: 'void', overlays: [], suspension: null });
    expect(play.types()).not.toContain('resumed');
  });

  it('that rests on a control is looked at as soon as that has ended, and told once', () => {
    const control = { type: 'impose-control', scope: 'machine', measures: '停用', until: '2025-07-20' } as const;
    const play = running().act('efo1', { ...control, guardPersonId: 'ens' });
    play
      .act('ofc', proposing('suspend', { ...storm, control: 'imposed' }), at('2025-07-10T10:00'))
      .decide('l2', 'suspend');
    expect(clockOf(play, 'suspension-review')).toMatchObject({ dueOn: '2025-08-09' });
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-21T10:00'));
    const reviews = play.file.deadlines.filter(({ clock, level }) => clock === 'suspension-review' && level === 0);
    // It takes the place of the regular look in August.
    expect(reviews.map(({ dueOn }) => dueOn)).toEqual(['2025-07-23']);
    play.act('ldc', { type: 'add-note', text: '再续' }, at('2025-07-22T10:00'));
    expect(play.types().filter((type) => type === 'suspension-recalled')).toHaveLength(1);
  });

  it('with a last day that was looked at because its control ended owes no look any more once it has ended', () => {
    const control = { type: 'impose-control', scope: 'machine', measures: '停用', until: '2025-07-15' } as const;
    const play = running().act('efo1', { ...control, guardPersonId: 'ens' });
    play.act(
      'ofc',
      proposing('suspend', { ...storm, control: 'imposed', until: '2025-07-29' }),
      at('2025-07-10T10:00'),
    );
    play.decide('l2', 'suspend').act('ldc', { type: 'add-note', text: '续' }, at('2025-07-16T10:00'));
    expect(clockOf(play, 'suspension-review')).toMatchObject({ state: 'armed' });
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-30T10:00'));
    expect(clockOf(play, 'suspension-review')).toBeUndefined();
  });

  it('leaves what stood still before it the time that it had left, over whatever holidays it lasts', () => {
    // An order is not served yet when the subject applies.
    const play = new Play(baihe, at('2025-09-08T09:00')).rectifying('2025-10-15').act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).act('efh', approving(play));
    const left = workingDays('2025-09-08', clockOf(play, 'serve')?.dueOn ?? '');
    play.awaiting(at('2025-09-08T10:00'));
    play.act('ofc', suspending, at('2025-09-09T10:00')).decide('l2', 'suspend');
    play.act('ofc', resuming, at('2025-10-09T10:00')).decide('l2', 'resume');
    play.act('ldc', { type: 'start-recheck' }, at('2025-10-10T10:00'));
    play.act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    expect(workingDays('2025-10-10', clockOf(play, 'serve')?.dueOn ?? '')).toBe(left);
  });

  it('does not shorten what the date may still be extended by (X-25)', () => {
    const play = suspended().act('ofc', resuming, at('2025-07-30T10:00')).decide('l2', 'resume');
    // Fifteen working days were its length; from 11 August fifteen more are 1 September.
    expect(play.attempt('ens', proposing('extend', { newDueOn: '2025-09-02', measures: '看护' }))).toMatchObject({
      reason: 'extended-too-far',
      message: expect.stringContaining('2025-09-01'),
    });
    expect(play.attempt('ens', proposing('extend', { newDueOn: '2025-09-01', measures: '看护' }))).toBeNull();
  });

  it.each([
    // Served on 1 July, due on the 22nd: fifteen working days. What it stood still is added, no day more.
    ['2025-07-01', '2025-07-01', '2025-07-22'],
    ['2025-07-01', '2025-07-03', '2025-07-24'],
    ['2025-07-10', '2025-07-13', '2025-07-23'],
    ['2025-07-10', '2025-07-11', '2025-07-23'],
  ])('from %s with its last day on %s moves the date to %s', (from, until, dueOn) => {
    const play = running()
      .act('ofc', proposing('suspend', { ...storm, until }), at(`${from}T10:00`))
      .decide('l2', 'suspend');
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-15T10:00'));
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'armed', dueOn });
  });

  it('gives working days back to what was counted in them, also where the case was graded up since', () => {
    const play = new Play(untyped, at('2025-06-03T09:00')).accepted().act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
    });
    play.act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now));
    expect(clockOf(play, 'rectify')).toMatchObject({ dueOn: '2025-06-24' });
    play.act('ldc', proposingMajor(undefined, 'gb35181-2017')).decide('ds1', 'confirm-major');
    // Ten working days are left on 10 June, and from 1 July.
    play.act('ofc', suspending, at('2025-06-10T10:00')).decide('l2', 'suspend');
    play.act('ofc', resuming, at('2025-07-01T10:00')).decide('l2', 'resume');
    expect(clockOf(play, 'rectify')).toMatchObject({ dueOn: '2025-07-15' });
  });
});

describe('a suspension that is prolonged', () => {
  it('gives back what the first one stopped, and ends on its new last day alone', () => {
    const play = suspended({ until: '2025-07-18' });
    play
      .act('ofc', proposing('suspend', { ...storm, until: '2025-07-29' }), at('2025-07-17T10:00'))
      .decide('l2', 'suspend');
    expect(play.file.deadlines.filter(({ clock }) => clock === 'suspension-end').map(({ dueOn }) => dueOn)).toEqual([
      '2025-07-29',
    ]);
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-25T10:00'));
    expect(play.file.overlays).toEqual(['suspended']);
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-30T10:00'));
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'armed', dueOn: '2025-08-08' });
  });

  it('is withdrawn where its last day has passed before it was decided', () => {
    const play = running().act('ofc', proposing('suspend', { ...storm, until: '2025-07-11' }), at('2025-07-10T10:00'));
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-12T10:00'));
    expect(play.file).toMatchObject({ proposals: [], overlays: [] });
  });
});

describe('what goes on while a case is suspended', () => {
  it.each<[string, CaseCommand]>([
    ['ldc', { type: 'add-note', text: '现场已断电' }],
    ['efo1', { type: 'impose-control', scope: 'part', measures: '停用', until: '2025-07-20', guardPersonId: 'ens' }],
    [
      'efo1',
      { type: 'extend-control', scope: 'machine', reason: '仍有危险', until: '2025-07-25', attachmentIds: ['efo1-1'] },
    ],
    ['efo1', { type: 'lift-control', scope: 'machine', reason: '已无危险', attachmentIds: ['efo1-1'] }],
    ['ofc', suspending],
  ])('%s may: %j', (personId, command) => {
    const control = { type: 'impose-control', scope: 'machine', measures: '停用', until: '2025-07-20' } as const;
    const play = running().act('efo1', { ...control, guardPersonId: 'ens' }, at('2025-07-10T09:00'));
    play.act('ofc', suspending, at('2025-07-10T10:00')).decide('l2', 'suspend');
    expect(play.attempt(personId, command)).toBeNull();
  });
});

describe('propose resume', () => {
  it('gives every clock exactly the working days that it had left, with its whole family (X-27)', () => {
    const play = suspended().act('ofc', resuming, at('2025-07-30T10:00')).decide('l2', 'resume');
    // From 10 to 22 July eight working days; from 30 July eight are 11 August.
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'armed', dueOn: '2025-08-11' });
    expect(stepsOf(play, 'rectify').every(([, dueAt = '']) => dueAt > play.now)).toBe(true);
    expect(play.file).toMatchObject({ overlays: [], suspension: null, status: 'rectifying' });
    expect(clockOf(play, 'suspension-review')).toBeUndefined();
    expect(last(play)).toMatchObject({ type: 'resumed', body: { why: 'decided', paper: { type: 'huifu' } } });
  });

  it('comes by itself after the last day that the suspension was given (settled 8.10)', () => {
    const play = suspended({ until: '2025-07-29' });
    expect(clockOf(play, 'suspension-end')).toMatchObject({ dueOn: '2025-07-29' });
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-30T10:00'));
    expect(play.file).toMatchObject({ overlays: [], suspension: null });
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'armed', dueOn: '2025-08-08' });
    expect(play.types()).toContain('resumed');
  });

  it('may be asked for by the subject, and is refused to others', () => {
    expect(suspended().attempt('enm', resuming, at('2025-07-30T10:00'))).toBeNull();
    expect(suspended().attempt('vgg', resuming, at('2025-07-30T10:00'))).toMatchObject({ code: 'forbidden' });
    expect(suspended().attempt('ow', resuming, at('2025-07-30T10:00'))).toMatchObject({ code: 'forbidden' });
  });

  it('is refused where nothing is suspended, and withdrawn where it has resumed by itself', () => {
    expect(running().attempt('ofc', resuming)).toMatchObject({ reason: 'not-suspended' });
    const play = suspended({ until: '2025-07-29' }).act('ofc', resuming, at('2025-07-29T10:00'));
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-30T10:00'));
    expect(play.file.proposals).toEqual([]);
  });

  it('leaves late what was late, and its rungs go on with the time that they had left', () => {
    const play = running();
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-23T10:00'));
    const before = stepsOf(play, 'rectify').map(([, dueAt]) => dueAt);
    play.act('ofc', suspending, at('2025-07-23T11:00')).decide('l2', 'suspend');
    play.act('ofc', resuming, at('2025-08-06T11:00')).decide('l2', 'resume');
    const after = stepsOf(play, 'rectify').map(([, dueAt]) => dueAt);
    expect(play.file.overlays).toEqual(['overdue']);
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'fired', dueOn: '2025-07-22' });
    // Ten working days later, each.
    expect([before[0], after[0]]).toEqual([at('2025-07-25T09:00'), at('2025-08-08T09:00')]);
  });

  it('moves by the time of the suspension what stood still before it as well', () => {
    const play = running().awaiting(at('2025-07-10T10:00'));
    play.act('ofc', suspending, at('2025-07-11T10:00')).decide('l2', 'suspend');
    play.act('ofc', resuming, at('2025-08-08T10:00')).decide('l2', 'resume');
    // Seven working days from 11 July to the 22nd, and from 8 August to the 19th.
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'paused', dueOn: '2025-08-19' });
    expect(clockOf(play, 'recheck')).toMatchObject({ state: 'armed' });
    play.act('ldc', { type: 'start-recheck' }, at('2025-08-11T10:00'));
    play.act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'armed', dueOn: '2025-08-19' });
    expect(play.file.overlays).toEqual([]);
  });

  it('gives a plan under review and a 重大 their clocks back', () => {
    const play = notified().act('ens', planTo('2026-01-30'));
    play.act('ofc', suspending, at('2025-12-02T10:00')).decide('l2', 'suspend');
    expect(play.attempt('ds1', acceptPlan)).toMatchObject({ reason: 'is-suspended' });
    // The decision on the suspension itself is made; what is paused is the review, with one of its two working days left.
    expect(clockOf(play, 'decision')).toMatchObject({ ref: 'plan', state: 'paused' });
    play.act('ofc', resuming, at('2025-12-10T10:00')).decide('l2', 'resume');
    expect(clockOf(play, 'decision')).toMatchObject({ ref: 'plan', state: 'armed', dueOn: '2025-12-11' });
    expect(play.attempt('ds1', acceptPlan)).toBeNull();
  });

  it('is decided by the district department over its own order of a 重大, by L2 over any other', () => {
    const { file, world } = notified();
    const [paper] = file.papers;
    const under = (unitId: string, grade: 'major' | 'general') => {
      const order = { ...paper, statutory: true, state: 'served', issuerUnitId: unitId, byUnitId: unitId };
      const ordered = { ...file, grade, papers: [order] } as typeof file;
      return suspend.steps(ordered, { directory: world.directory } as Context, SYSTEM, {});
    };
    expect(under('qu-xiaofang', 'major')).toEqual({ steps: [{ roles: ['DS'], unitId: 'qu-xiaofang' }], above: [] });
    const town = { steps: [{ roles: ['L2'] }], above: [{ roles: ['L1'] }] };
    expect([under('zhifa', 'major'), under('qu-xiaofang', 'general')]).toEqual([town, town]);
  });

  it('moves what stood still before it by the seconds of the suspension under such a pack', () => {
    const play = new Play(drill, at('2025-07-01T09:00')).rectifying().awaiting();
    const dueAt = (): number => Date.parse(clockOf(play, 'rectify')?.dueAt ?? '');
    const before = dueAt();
    play.act('ofc', suspending).decide('l2', 'suspend');
    play.act('ofc', resuming, new Date(Date.parse(play.now) + 20_000).toISOString()).decide('l2', 'resume');
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'paused', dueOn: '2025-07-01' });
    expect(dueAt() - before).toBe(20_000);
  });

  it('counts in seconds under a pack of seconds', () => {
    const play = new Play(drill, at('2025-07-01T09:00')).rectifying();
    const dueAt = (): number => Date.parse(clockOf(play, 'rectify')?.dueAt ?? '');
    const left = dueAt() - Date.parse(play.now);
    play.act('ofc', suspending).decide('l2', 'suspend');
    const later = new Date(Date.parse(play.now) + 20_000).toISOString();
    play.act('ofc', resuming, later).decide('l2', 'resume');
    expect(dueAt() - Date.parse(later)).toBe(left);
  });
});
