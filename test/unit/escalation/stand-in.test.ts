import { allowedOnEscalation } from '../../../domain/escalation/allowed';
import type { CaseEvent } from '../../../domain/case/facts';
import { aPost } from '../../support/a-post';
import { absence, answer, at, DUE, minutes, publish, Scene, sitting } from './scene';

const papers = (scene: Scene): { issuerUnitId: string; addressee: string }[] =>
  (scene.world.caseEvents.get('c1') ?? []).flatMap((event: CaseEvent) =>
    event.type === 'rung-reached' && event.body.paper
      ? [{ issuerUnitId: event.body.paper.issuerUnitId, addressee: event.body.addressee }]
      : [],
  );

describe('U-26: a unit that misses its re-check clock for weeks', () => {
  const late = (more?: ConstructorParameters<typeof Scene>[0]): Scene =>
    new Scene(more).rectifying(DUE).until(at('2025-08-20T10:00')).about('unit:chengyun');

  it('is urged by the office, not by itself', () => {
    expect(papers(late()).filter(({ addressee }) => addressee === 'unit:chengyun')).toEqual([
      { issuerUnitId: 'zhuanban', addressee: 'unit:chengyun' },
    ]);
  });

  it('is talked to by the office, which numbers the notice', () => {
    const scene = late();
    expect(scene.the('interview')).toMatchObject({ hostUnitId: 'zhuanban', status: 'proposed' });
    expect(scene.the('circular')).toMatchObject({ hostUnitId: 'zhuanban' });
    scene.give('l1', 'interview', scene.deciding('interview'));
    expect(scene.the('interview').papers).toMatchObject([{ issuerUnitId: 'zhuanban', state: 'issued' }]);
  });

  it('neither records, hosts, minutes nor decides it, by any post of the natural person', () => {
    // `ldc` holds a post in 城运中心 and one in the office.
    const scene = late();
    scene.give('l1', 'interview', scene.deciding('interview'));
    for (const command of [sitting(scene.now, 'ofd'), absence])
      expect(scene.ask('ldc', 'interview', command)).toMatchObject({ code: 'sod-violation', reason: 'addressee-acts' });
    expect(scene.ask('ldd', 'interview', sitting(scene.now, 'ofd'))).toMatchObject({ reason: 'not-your-task' });
    expect(scene.ask('ofc', 'interview', sitting(scene.now, 'ldc'))).toMatchObject({ reason: 'addressee-hosts' });
    scene.give('ofc', 'interview', sitting(scene.now, 'ofd'));
    expect(scene.ask('ldc', 'interview', minutes)).toMatchObject({ reason: 'addressee-acts' });
    scene.give('ofc', 'interview', minutes).give('ldd', 'interview', answer);
    expect(scene.the('interview').status).toBe('completed');
  });

  it('does not decide it as a leader either: who is of the unit today is passed over', () => {
    const posts = [aPost('l2', 'LDd', 'chengyun')];
    const scene = late({ posts });
    expect(scene.the('interview').proposals[0]?.steps).toEqual([{ roles: ['L1'] }]);
    expect(scene.ask('l2', 'interview', scene.deciding('interview'))).toMatchObject({ reason: 'not-your-decision' });
    scene.give('l1', 'interview', scene.deciding('interview'));
  });

  it('that somebody joined after it was proposed is not decided by him', () => {
    expect(late().ask('l1', 'interview', late().deciding('interview'))).toBeNull();
    const scene = late();
    scene.world.directory.posts.push(aPost('l1', 'LDd', 'chengyun', { from: '2025-08-20' }));
    expect(scene.ask('l1', 'interview', scene.deciding('interview'))).toMatchObject({
      code: 'sod-violation',
      reason: 'addressee-decides',
    });
  });
});

describe('the office that is late', () => {
  const late = (): Scene => new Scene().graded().until(at('2025-07-22T10:00'));

  it('is urged by the town government, which hosts the talk that L1 decides', () => {
    const scene = late().about('unit:zhuanban');
    expect(papers(scene)).toEqual([{ issuerUnitId: 'baihe', addressee: 'unit:zhuanban' }]);
    expect(scene.the('interview')).toMatchObject({ hostUnitId: 'baihe', proposals: [{ steps: [{ roles: ['L1'] }] }] });
    expect(scene.ask('l2', 'interview', scene.deciding('interview'))).toMatchObject({ whoCan: ['L1'] });
  });

  it('is talked to by L2 or L1 and reports by its head', () => {
    const scene = late().about('unit:zhuanban');
    scene.give('l1', 'interview', scene.deciding('interview'));
    expect(scene.ask('ofd', 'interview', sitting(scene.now, 'l2'))).toMatchObject({ whoCan: ['L2', 'L1'] });
    expect(scene.ask('l2', 'interview', sitting(scene.now, 'ofd'))).toMatchObject({ reason: 'addressee-hosts' });
    scene.give('l2', 'interview', sitting(scene.now, 'l1')).give('l2', 'interview', minutes);
    expect(scene.ask('ofc', 'interview', answer)).toMatchObject({ reason: 'not-your-task' });
    scene.give('ofd', 'interview', answer);
  });

  it('neither publishes nor withdraws the circular about itself: a leader does', () => {
    const scene = late().about('unit:zhuanban');
    scene.give('l1', 'circular', scene.deciding('circular'));
    expect(scene.ask('ofc', 'circular', publish)).toMatchObject({ reason: 'not-your-task', whoCan: ['L2'] });
    scene.give('l2', 'circular', publish);
  });

  it('is talked to by the town government when somebody proposes it by hand', () => {
    const scene = new Scene().graded().about('unit:zhuanban');
    const more = { addressee: 'unit:zhuanban', addresseeName: '专班', addresseeIsCompany: false } as const;
    expect(scene.open('ldd', 'supervise', more)).toBeNull();
    expect(scene.the('supervise')).toMatchObject({ hostUnitId: 'baihe', proposals: [{ steps: [{ roles: ['L1'] }] }] });
  });
});

describe('a lead unit in which nobody can host', () => {
  it('leaves the talk to the office', () => {
    const scene = new Scene().graded();
    scene
      .act('ofc', {
        type: 'assign',
        leadUnitId: 'guibao',
        responsibleUnitId: 'meiqiao',
        coUnitIds: [],
        reason: '由其牵头',
      })
      .act('vgm', { type: 'accept-assignment' })
      .act('ldc', {
        type: 'issue-notice',
        paperType: 'xianqi-zhenggai-yijian',
        issuerUnitId: 'chengyun',
        requirements: '限期整改',
        dueOn: DUE,
      });
    const documentId = scene.file.papers[0]?.documentId ?? '';
    const service = { type: 'record-service', documentId, mode: 'direct', servedAt: scene.now } as const;
    scene.act('ldc', { ...service, recipientName: '王某', refused: false }).until(at('2025-07-29T09:01'));
    expect(scene.the('interview')).toMatchObject({ hostUnitId: 'zhuanban' });
  });
});

describe('the town government', () => {
  it('is reminded, not talked to or criticised by its own town', () => {
    const scene = new Scene().graded();
    scene
      .act('ofc', {
        type: 'assign',
        leadUnitId: 'baihe',
        responsibleUnitId: 'meiqiao',
        coUnitIds: [],
        reason: '由其牵头',
      })
      .act('vgm', { type: 'accept-assignment' });
    scene.until(at('2025-08-20T10:00'));
    expect([...scene.world.escalations.values()].filter(({ addressee }) => addressee === 'unit:baihe')).toEqual([]);
    expect(papers(scene).every(({ issuerUnitId, addressee }) => addressee !== `unit:${issuerUnitId}`)).toBe(true);
  });
});

describe('the buttons', () => {
  it('are drawn by the same gates', () => {
    const scene = new Scene().rectifying(DUE).until(at('2025-08-20T10:00')).about('unit:chengyun');
    const { world } = scene;
    const of = (personId: string): string[] => {
      const posts = world.directory.posts.filter((post) => post.personId === personId);
      const context = {
        streamId: 'escalation:x',
        policy: world.policy,
        calendar: world.calendar,
        directory: world.directory,
        now: scene.now,
        actor: { personId, posts, aliases: [] },
        lookups: {
          subject: () => undefined,
          attachment: () => undefined,
          escalation: () => ({ escalationId: '', linked: false, fresh: true }),
          caseNow: () => undefined,
          caseFile: () => undefined,
          externalCase: () => undefined,
          lateCount: () => 0,
          lateCases: () => [],
          unitInterviews: () => 0,
          linkedEscalations: () => [],
          openInterviews: () => 0,
          nextNumber: () => 1,
        },
      };
      return allowedOnEscalation(scene.the('interview'), context).flatMap((entry) =>
        entry.allowed ? [entry.command] : [],
      );
    };
    expect([of('l1'), of('ldd'), of('ofc')]).toEqual([['decide-proposal'], [], []]);
    scene.give('l1', 'interview', scene.deciding('interview'));
    expect([of('ldc'), of('ofc')]).toEqual([[], ['hold-interview']]);
    // Nobody can have been served and stayed away on the day of the approval.
    scene.now = at('2025-08-21T09:00');
    expect(of('ofc')).toEqual(['hold-interview', 'record-absence']);
  });
});
