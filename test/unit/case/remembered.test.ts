import { baihe } from './baihe-town';
import { requested, served } from './given';
import { Play } from './play';

const NOW = '2025-07-01T01:00:00.000Z';

const part = (act: string, personId: string, unitId: string, role: string, cycle = 1) => ({
  act,
  personId,
  unitId,
  role,
  cycle,
});

describe('what a case remembers', () => {
  it('of its report: place, source, time and who reported it, and nothing else yet', () => {
    const { file } = new Play().reported();
    expect(file).toMatchObject({
      caseId: 'c1',
      townId: 'baihe',
      policy: { packId: 'baihe-2025', version: baihe.version },
      version: 1,
      status: 'lead',
      cycle: 1,
      title: '充电场所未达到消防安全要求',
      description: '车棚无喷淋',
      source: 'grid-patrol',
      hazardType: 'charging-site-fire',
      foundAt: NOW,
      reportedAt: NOW,
      place: { address: '梅桥村 1 号' },
      protectedSource: false,
      reportedSubjectIds: [],
      number: null,
      grade: null,
      leadUnitId: null,
      assignment: { accepted: false, refusals: 0 },
      planAccepted: false,
      percent: 0,
      extensions: 0,
      failedRechecks: 0,
      fixedOnTheSpot: false,
      overlays: [],
      papers: [],
      controls: [],
      proposals: [],
      closures: [],
      watch: null,
    });
    expect(file.parts).toEqual([part('report', 'vgg', 'meiqiao', 'VGg')]);
  });

  it('of the main line: who did what in which post, on the natural person', () => {
    const { file } = new Play().closed();
    expect(file.parts).toEqual([
      part('report', 'vgg', 'meiqiao', 'VGg'),
      part('verify', 'ofc', 'zhuanban', 'OFc'),
      part('grade', 'ldc', 'chengyun', 'LDc'),
      part('assign', 'ofc', 'zhuanban', 'OFc'),
      part('rectify', 'ens', 'meiqiao', 'ENs'),
      part('recheck', 'ldc', 'chengyun', 'LDc'),
      part('recheck', 'ldc', 'chengyun', 'LDc'),
      part('close', 'ofd', 'zhuanban', 'OFd'),
    ]);
    expect(file).toMatchObject({
      grade: 'general',
      domain: 'fire',
      leadUnitId: 'chengyun',
      responsibleUnitId: 'meiqiao',
      assignment: { accepted: true, refusals: 0 },
      closures: [{ cycle: 1, at: NOW, by: ['ofd'] }],
      closedAt: NOW,
      recheckPassedAt: NOW,
      lastRequestAt: NOW,
      proposals: [],
      asks: [],
      overlays: [],
    });
    expect(file.watch).toEqual({ visits: 3, done: 0 });
  });

  it('of a paper: whose it is, who wrote it, its date, and when it was served', () => {
    const play = new Play().noticed('2025-07-22');
    const [paper] = play.file.papers;
    expect(paper).toMatchObject({
      type: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      byUnitId: 'chengyun',
      statutory: false,
      dueOn: '2025-07-22',
      issuedAt: NOW,
      servedAt: null,
    });
    expect(play.file.status).toBe('assigned');
    play.act('ldc', {
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId: 'chengyun',
      requirements: '另行提示',
      dueOn: '2025-07-25',
    });
    play.act('ldc', served(paper?.documentId ?? '', '2025-07-01T02:00:00.000Z'), '2025-07-01T03:00:00.000Z');
    expect(play.file.papers.map(({ type, servedAt }) => [type, servedAt])).toEqual([
      ['xianqi-zhenggai-yijian', '2025-07-01T02:00:00.000Z'],
      ['tishi', null],
    ]);
    expect(play.file.firstRectify).toMatchObject({
      from: '2025-07-01T02:00:00.000Z',
      dueOn: '2025-07-22',
      term: null,
    });
  });

  it('of an assignment: the last one alone, and how often it was refused', () => {
    const play = new Play().assigned().act('vgm', { type: 'refuse-assignment', reason: '非本村' });
    expect(play.file.assignment).toEqual({ accepted: false, refusals: 1 });
    play.act('ofc', {
      type: 'reassign',
      leadUnitId: 'chengyun',
      responsibleUnitId: 'meiqiao',
      coUnitIds: ['guibao'],
      reason: '属地',
    });
    expect(play.file).toMatchObject({ status: 'assigned', coUnitIds: ['guibao'] });
    expect(play.file.assignment).toEqual({ accepted: false, refusals: 1 });
    expect(play.act('vgm', { type: 'accept-assignment' }).file.assignment).toEqual({ accepted: true, refusals: 1 });
  });

  it('of a failed re-check: that it failed, and no longer who began it', () => {
    const play = new Play().rectifying().awaiting().act('ldc', { type: 'start-recheck' });
    expect(play.file.status).toBe('rechecking');
    expect(play.file.recheckStartedBy).toEqual([
      { kind: 'person', personId: 'ldc', post: { role: 'LDc', unitId: 'chengyun' } },
    ]);
    play.act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    expect(play.file).toMatchObject({
      status: 'rectifying',
      failedRechecks: 1,
      recheckStartedBy: [],
      recheckPassedAt: null,
    });
    play.act('ens', requested).passed();
    expect(play.file).toMatchObject({ status: 'closure-review', failedRechecks: 1 });
  });

  it('of a closing that was rejected: the pass no longer counts', () => {
    const play = new Play().rectifying().awaiting().passed();
    play.act('ofd', {
      type: 'decide-proposal',
      proposalId: play.proposalId('close'),
      decision: 'reject',
      opinion: '照片不清',
      returnTo: 'rechecking',
    });
    expect(play.file).toMatchObject({ status: 'rechecking', recheckPassedAt: null, proposals: [], closures: [] });
  });

  it('of progress: the last percentage', () => {
    const play = new Play().rectifying();
    play.act('ens', { type: 'report-progress', percent: 40, done: '已清理', attachmentIds: ['ens-1'] });
    expect(play.file).toMatchObject({ status: 'rectifying', percent: 40 });
  });

  it('of the look-back: how many visits were made', () => {
    const play = new Play().closed();
    play.act(
      'vgg',
      { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] },
      '2025-07-21T02:00:00.000Z',
    );
    expect(play.file.watch).toEqual({ visits: 3, done: 1 });
    expect(play.file.status).toBe('watching');
  });

  it('of a relapse: the next cycle begins without what the last one reached', () => {
    const play = new Play().closed();
    play.act(
      'vgg',
      { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-1'] },
      '2025-07-21T02:00:00.000Z',
    );
    play.decide('ofd', 'relapse');
    expect(play.file).toMatchObject({
      status: 'rectifying',
      cycle: 2,
      closedAt: null,
      watch: null,
      percent: 0,
      lastRequestAt: null,
      recheckPassedAt: null,
      recheckStartedBy: [],
      fixedOnTheSpot: false,
      overlays: ['relapsed'],
      closures: [{ cycle: 1 }],
    });
  });

  it('of lateness: overdue until it is closed', () => {
    const play = new Play().rectifying('2025-07-22');
    play.act('ofc', { type: 'add-note', text: '查看' }, '2025-07-22T15:59:00.000Z');
    expect(play.file.overlays).toEqual([]);
    play.act('ofc', { type: 'add-note', text: '查看' }, '2025-07-22T16:00:00.000Z');
    expect(play.file.overlays).toEqual(['overdue']);
    play.awaiting().passed().decide('ofd', 'close');
    expect(play.file).toMatchObject({ status: 'watching', overlays: [] });
  });

  it('of a second verifier: both, each in his post', () => {
    const play = new Play().reported();
    play.act('vgg', { type: 'verify', method: 'on-site', finding: '属实', coActorId: 'vgg2' });
    expect(play.file.asks).toMatchObject([{ coActorId: 'vgg2', command: { type: 'verify' } }]);
    play.act('vgg2', { type: 'co-sign', askId: play.file.asks[0]?.askId ?? '', decision: 'confirm' });
    expect(play.file.asks).toEqual([]);
    expect(play.file.parts.filter(({ act }) => act === 'verify')).toEqual([
      part('verify', 'vgg', 'meiqiao', 'VGg'),
      part('verify', 'vgg2', 'meiqiao', 'VGg'),
    ]);
  });

  it('of an interim control: until when, by whom, and that it is on', () => {
    const play = new Play(baihe, '2025-12-01T01:00:00.000Z').registered().act('efo1', {
      type: 'impose-control',
      scope: 'premises',
      measures: '停用',
      until: '2025-12-20',
      guardPersonId: 'ens',
    });
    expect(play.file.controls).toMatchObject([{ scope: 'premises', measures: '停用', until: '2025-12-20' }]);
    expect(play.file.overlays).toEqual(['interim-control']);
    expect(play.file.parts.at(-1)).toEqual(part('impose-control', 'efo1', 'zhifa', 'EFo'));
    play.act('efo1', { type: 'lift-control', reason: '危险消除', attachmentIds: ['efo1-1'] });
    expect(play.file).toMatchObject({ controls: [], overlays: [] });
  });

  it('of an end: void whether it was unfounded or taken back', () => {
    const unfounded = new Play().reported();
    unfounded.act('ofc', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} });
    expect(unfounded.decide('ofd', 'void').file).toMatchObject({ status: 'void', proposals: [], deadlines: [] });
    const back = new Play().reported().act('vgg', { type: 'withdraw-lead', reason: '误报' });
    expect(back.file).toMatchObject({ status: 'void', deadlines: [] });
  });
});
