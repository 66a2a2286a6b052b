import type { CaseCommand } from '../../../domain/case/commands';
import type { Post } from '../../../domain/people/directory';
import type { Role } from '../../../domain/people/roles';
import { acceptPlan, notified, planTo } from './major-scenes';
import { NOW, confirming, order } from './second-scenes';
import { baihe } from './baihe-town';
import { requested, served, startOf } from './given';
import { Play } from './play';

/** Gives somebody one post more. */
const also = (play: Play, personId: string, role: Role, unitId: string, more: Partial<Post> = {}): Play => {
  play.world.directory.posts.push({
    postId: `${personId}-${role}-more`,
    personId,
    role,
    unitId,
    subjectId: null,
    from: '2020-01-01',
    to: null,
    certificate: null,
    ...more,
  });
  return play;
};

const deciding = (play: Play, act: string, more: object = {}): CaseCommand => ({
  type: 'decide-proposal',
  proposalId: play.proposalId(act),
  decision: 'approve',
  opinion: '同意',
  ...more,
});

const proposing = (act: 'void' | 'relapse' | 'new-date', fields = {}): CaseCommand => ({
  type: 'propose',
  act,
  reason: '情况如此',
  attachmentIds: act === 'void' ? ['vgg-1'] : [],
  fields,
});

const rechecked = (play: Play, personId: string): Play =>
  play.act(personId, startOf(play.file)).act(personId, {
    type: 'record-recheck',
    result: 'passed',
    findings: '合格',
    attachmentIds: [`${personId}-1`],
  });

/** A 重大 that is being rectified by an accepted plan. */
const majorRectifying = (): Play => notified().act('enm', planTo('2026-01-30')).act('ds1', acceptPlan);

describe('nobody decides what he proposed', () => {
  it('refuses the head who proposed it himself, and lets another head decide', () => {
    const play = new Play().reported().act('ofd', proposing('void'));
    expect(play.attempt('ofd', deciding(play, 'void'))).toMatchObject({
      code: 'sod-violation',
      reason: 'proposer-decides',
      whoCan: ['OFd'],
    });
    expect(play.attempt('ofd2', deciding(play, 'void'))).toBeNull();
  });

  it('refuses the second officer of an order, whatever post he decides in', () => {
    const play = new Play(baihe, NOW).accepted();
    play.act('efo1', order('efo2')).act('efo2', confirming(play));
    also(play, 'efo2', 'EFh', 'zhifa');
    expect(play.attempt('efo2', deciding(play, 'statutory-order'))).toMatchObject({
      code: 'sod-violation',
      reason: 'co-signer-decides',
    });
    also(play, 'efo1', 'EFh', 'zhifa');
    expect(play.attempt('efo1', deciding(play, 'statutory-order'))).toMatchObject({ reason: 'proposer-decides' });
    expect(play.attempt('efh', deciding(play, 'statutory-order'))).toBeNull();
  });
});

describe('nobody decides twice', () => {
  it('refuses at the second step who decided the first, and takes another leader', () => {
    const play = rechecked(majorRectifying().act('ens', requested), 'ldc');
    also(play, 'ds1', 'L2', 'baihe');
    play.act('ds1', deciding(play, 'close'));
    expect(play.attempt('ds1', deciding(play, 'close'))).toMatchObject({
      code: 'sod-violation',
      reason: 'decided-before',
      whoCan: ['L2'],
    });
    expect(play.file.status).toBe('closure-review');
    expect(play.attempt('l2', deciding(play, 'close'))).toBeNull();
    expect(play.file.status).toBe('watching');
  });
});

describe('nobody decides about his own side', () => {
  it('refuses a head who also stands for the subject, whatever is proposed', () => {
    const play = also(new Play().graded(), 'ofd2', 'ENs', 'meiqiao', { subjectId: 's1' });
    play.act('ldc', proposing('void'));
    expect(play.attempt('ofd2', deciding(play, 'void'))).toMatchObject({
      code: 'sod-violation',
      reason: 'subject-decides',
    });
    expect(play.attempt('ofd', deciding(play, 'void'))).toBeNull();
  });

  it('refuses a head of the unit that is itself the subject', () => {
    const play = new Play();
    const [subject] = play.world.subjects;
    play.world.subjects = subject === undefined ? [] : [{ ...subject, kind: 'public-body', unitId: 'guibao' }];
    also(play.graded(), 'ofd2', 'RU', 'guibao').act('ldc', proposing('void'));
    expect(play.attempt('ofd2', deciding(play, 'void'))).toMatchObject({ reason: 'subject-decides' });
  });

  it('takes a head who stands for another subject of the town', () => {
    const play = also(new Play().graded(), 'ofd2', 'OW', 'touzi', { subjectId: 's2' });
    play.act('ldc', proposing('void'));
    expect(play.attempt('ofd2', deciding(play, 'void'))).toBeNull();
  });
});

describe('who closes', () => {
  it('did not rectify in this cycle', () => {
    const play = new Play().rectifying();
    also(play, 'ens', 'OFd', 'zhuanban');
    play.awaiting();
    for (const post of play.world.directory.posts)
      if (post.personId === 'ens' && post.role === 'ENs') Object.assign(post, { role: 'OFd', subjectId: null });
    rechecked(play, 'ldc');
    expect(play.attempt('ens', deciding(play, 'close'))).toMatchObject({
      code: 'sod-violation',
      reason: 'rectifier-closes',
    });
  });

  it('did not assign it in this cycle', () => {
    const play = new Play().graded();
    play.act('ofd', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
    play.act('vgm', { type: 'accept-assignment' }).act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      dueOn: '2025-07-22',
    });
    play.act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now));
    rechecked(play.awaiting(), 'ldc');
    expect(play.attempt('ofd', deciding(play, 'close'))).toMatchObject({
      code: 'sod-violation',
      reason: 'assigner-closes',
    });
    expect(play.attempt('ofd2', deciding(play, 'close'))).toBeNull();
  });

  it('may reject as little as he may approve', () => {
    const play = new Play().rectifying().awaiting().passed();
    expect(play.attempt('ldc', deciding(play, 'close', { decision: 'reject' }))).toMatchObject({
      reason: 'rechecker-closes',
    });
  });

  it('may have re-checked, signed or assigned in an earlier cycle', () => {
    const play = new Play().closed();
    play.act(
      'vgg',
      { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-1'] },
      '2025-07-21T02:00:00.000Z',
    );
    play.decide('ofd2', 'relapse');
    expect(play.file).toMatchObject({ status: 'rectifying', cycle: 2 });
    play.awaiting();
    play.act('efo1', { type: 'start-recheck' }).act('efo1', {
      type: 'record-recheck',
      result: 'passed',
      findings: '合格',
      attachmentIds: ['efo1-1'],
    });
    expect(play.attempt('ldc', deciding(play, 'close'))).toBeNull();
    expect(play.file.closures.map(({ cycle, by }) => [cycle, by])).toEqual([
      [1, ['ofd']],
      [2, ['ldc']],
    ]);
  });

  it('is of another unit than the re-checkers for a 重大, and only for one', () => {
    const play = majorRectifying();
    also(play, 'ds3', 'DS', 'qu-xiaofang');
    // Where no other authority is competent, another of its officers may (settled 2).
    const [fire] = Object.values(play.world.directory.units).filter(({ unitId }) => unitId === 'qu-xiaofang');
    if (fire) play.world.directory.units['qu-zongzhi'] = { ...fire, unitId: 'qu-zongzhi' };
    also(play, 'ds5', 'DS', 'qu-zongzhi');
    // One of two re-checkers is enough.
    play
      .act('ens', requested)
      .act('ldc', startOf(play.file))
      .act('ds3', {
        type: 'record-recheck',
        result: 'passed',
        findings: '合格',
        attachmentIds: ['ds3-1'],
      });
    expect(play.attempt('ds1', deciding(play, 'close'))).toMatchObject({
      code: 'sod-violation',
      reason: 'same-unit-closes',
      whoCan: ['DS'],
    });

    const general = also(new Play().rectifying().awaiting(), 'ldd', 'OFd', 'chengyun');
    expect(rechecked(general, 'ldc').attempt('ldd', deciding(general, 'close'))).toBeNull();
  });
});
