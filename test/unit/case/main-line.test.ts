import { aReport, grading, requested } from './given';
import { Play } from './play';
import { aPhoto } from './shots';

describe('the main line of a general case', () => {
  it('runs from report to watching with every event in its place', () => {
    const play = new Play().closed();
    expect(play.types()).toEqual([
      'reported',
      'verified',
      'graded',
      'assigned',
      'assignment-accepted',
      'notice-issued',
      'notice-served',
      'rectification-started',
      'recheck-requested',
      'recheck-started',
      'recheck-passed',
      'proposal-opened',
      'proposal-decided',
      'closed',
      'watch-started',
    ]);
    expect(play.file.status).toBe('watching');
    expect(play.file.number).toBe('baihe-2025-00001');
    expect(play.file.papers[0]?.number).toMatch(/〔2025〕1号$/);
  });

  it('is archived when the visits are made and the watch ends', () => {
    const play = new Play().closed();
    for (const day of ['07-20', '08-10', '08-30'])
      play.act(
        'vgg',
        { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] },
        `2025-${day}T02:00:00.000Z`,
      );
    expect(play.attempt('ofc', { type: 'add-note', text: '晚了' }, '2025-12-01T01:00:00.000Z')).toMatchObject({
      code: 'illegal-transition',
      reason: 'case-archived',
    });
    expect(play.file.status).toBe('archived');
    expect(play.file.deadlines).toEqual([]);
  });

  it('is held when a visit is still owed at the end of the watch', () => {
    const play = new Play().closed();
    play.act('ofc', { type: 'add-note', text: '查看' }, '2025-09-03T02:00:00.000Z');
    expect(play.types()).toContain('archive-held');
    expect(play.file.status).toBe('watching');
  });
});

describe('separation of duties', () => {
  it('refuses that the reporter verifies alone and says who can', () => {
    const refusal = new Play().reported().attempt('vgg', { type: 'verify', method: 'on-site', finding: '属实' });
    expect(refusal).toMatchObject({ code: 'sod-violation', reason: 'reporter-verifies' });
    expect(refusal?.whoCan).toContain('OFc');
  });

  it('lets the reporter verify with a second person, once he confirms', () => {
    const play = new Play().reported();
    play.act('vgg', { type: 'verify', method: 'on-site', finding: '属实', coActorId: 'vgg2' });
    expect(play.file.status).toBe('lead');
    const askId = play.file.asks[0]?.askId ?? '';
    expect(play.attempt('ofc', { type: 'co-sign', askId, decision: 'confirm' })).toMatchObject({
      reason: 'not-the-second',
    });
    play.act('vgg2', { type: 'co-sign', askId, decision: 'confirm' });
    expect(play.file.status).toBe('registered');
    expect(play.file.parts.filter((part) => part.act === 'verify').map((part) => part.personId)).toEqual([
      'vgg',
      'vgg2',
    ]);
  });

  it('refuses the re-checker who holds an office post as well, and lets another head close', () => {
    const play = new Play().rectifying().awaiting().passed();
    const decision = {
      type: 'decide-proposal',
      proposalId: play.proposalId('close'),
      decision: 'approve',
      opinion: '同意',
    } as const;
    expect(play.attempt('ldc', decision)).toMatchObject({
      code: 'sod-violation',
      reason: 'rechecker-closes',
      whoCan: ['OFd'],
    });
    expect(play.attempt('ldd', decision)).toMatchObject({ code: 'forbidden' });
    play.act('ofd', decision);
    expect(play.file.closures).toMatchObject([{ cycle: 1, by: ['ofd'] }]);
  });

  it('refuses a re-check by the subject and a visit by it', () => {
    const play = new Play().rectifying().awaiting();
    expect(play.attempt('ens', { type: 'start-recheck' })).toMatchObject({ code: 'forbidden' });
  });
});

describe('papers', () => {
  it('are not issued before the responsible unit has accepted', () => {
    const refusal = new Play().assigned().attempt('ldc', {
      type: 'issue-notice',
      paperType: 'zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '整改',
    });
    expect(refusal).toMatchObject({ code: 'illegal-transition', reason: 'not-accepted-yet' });
  });

  it('refuses an order by a coordinating office', () => {
    const refusal = new Play()
      .accepted()
      .attempt('ofc', { type: 'propose', act: 'statutory-order', reason: '拒不整改', attachmentIds: [], fields: {} });
    expect(refusal).toMatchObject({ code: 'issuer-lacks-capacity', reason: 'no-power-to-order' });
  });

  it('asks for a date once the common date of the notice is past', () => {
    const refusal = new Play().accepted().attempt('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '整改',
    });
    expect(refusal).toMatchObject({ code: 'validation', reason: 'common-date-past', pointer: '/dueOn' });
  });

  it('prints the common date while it lies ahead', () => {
    const play = new Play(undefined, '2025-05-06T01:00:00.000Z').accepted().act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '整改',
    });
    expect(play.file.papers[0]?.dueOn).toBe('2025-06-30');
  });
});

describe('assignment', () => {
  it('goes to the town leader at the second refusal, who fixes an interim owner', () => {
    const play = new Play().assigned();
    play.act('vgm', { type: 'refuse-assignment', reason: '非本村' });
    play.act('ofc', {
      type: 'reassign',
      leadUnitId: 'chengyun',
      responsibleUnitId: 'meiqiao',
      coUnitIds: [],
      reason: '属地',
    });
    play.act('vgm', { type: 'refuse-assignment', reason: '仍非本村', proposedUnitId: 'guibao' });
    expect(
      play.attempt('ofc', {
        type: 'reassign',
        leadUnitId: 'chengyun',
        responsibleUnitId: 'meiqiao',
        coUnitIds: [],
        reason: '属地',
      }),
    ).toMatchObject({
      reason: 'reassign-above-open',
    });
    play.decide('l2', 'reassign-above', 'approve', play.now, { unitId: 'guibao' });
    expect(play.file.responsibleUnitId).toBe('guibao');
    expect(play.file.assignment.accepted).toBe(true);
  });
});

describe('fixing on the spot', () => {
  it('goes from graded to the closing gate and never skips it', () => {
    const play = new Play()
      .graded()
      .act('ldc', { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' });
    expect(play.file.status).toBe('closure-review');
    const decision = {
      type: 'decide-proposal',
      proposalId: play.proposalId('close'),
      decision: 'approve',
      opinion: '同意',
    } as const;
    expect(play.attempt('ldc', decision)).toMatchObject({ code: 'sod-violation', reason: 'signer-closes' });
    play.act('ofd2', decision);
    expect(play.file.status).toBe('watching');
  });
});

describe('bad input', () => {
  it.each([
    ['an unknown hazard type', aReport({ hazardType: 'nope' }), '/hazardType'],
    ['a missing photo', aReport({ attachmentIds: [] }), '/attachmentIds'],
    ['an unknown upload', aReport({ attachmentIds: ['nope'] }), '/attachmentIds/0'],
  ])('refuses a report with %s', (_, command, pointer) => {
    expect(new Play().attempt('vgg', command)).toMatchObject({ code: 'validation', pointer });
  });

  it('refuses a step from the wrong state and leaves no event', () => {
    const play = new Play().reported();
    expect(play.attempt('ldc', grading)).toMatchObject({ code: 'illegal-transition', reason: 'not-from-lead' });
    expect(play.attempt('ens', requested)).toMatchObject({ code: 'forbidden' });
    expect(play.types()).toEqual(['reported']);
  });

  it('hides the case from a person of another town', () => {
    expect(new Play().reported().attempt('stranger', { type: 'add-note', text: 'x' })).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('evidence', () => {
  it('of another town does not exist, unless the actor uploaded it himself', () => {
    const play = new Play();
    const elsewhere = { townId: 'zhaoxiang' };
    play.world.attachments.push({ ...aPhoto('foreign', 'somebody', play.now), ...elsewhere });
    play.world.attachments.push({ ...aPhoto('own', 'vgg', play.now), ...elsewhere });
    expect(play.attempt('vgg', aReport({ attachmentIds: ['foreign'] }))).toMatchObject({
      reason: 'attachment-unknown',
    });
    expect(play.attempt('vgg', aReport({ attachmentIds: ['own'] }))).toBeNull();
  });
});
