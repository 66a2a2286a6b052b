import type { CaseCommand } from '../../../domain/case/commands';
import { settleCaseAt } from '../../../domain/forecast/world';
import type { Subject } from '../../../domain/people/directory';
import { baihe } from '../case/baihe-town';
import { Play } from '../case/play';
import { at, Scene } from './scene';

/** Acceptance is due on 2 July; from the 3rd on it is late. */
const LATE = at('2025-07-03T00:01');

/** Cases that 梅桥村 leaves unaccepted. */
const unaccepted = (...ids: string[]): Scene => {
  const scene = new Scene().assigned();
  for (const id of ids) scene.another(id, 'assigned');
  return scene.about('unit:meiqiao');
};

const ruling: CaseCommand = { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} };

const countedIn = (scene: Scene): string[] =>
  [...scene.world.caseEvents.values()]
    .flat()
    .flatMap((event) => (event.type === 'rung-reached' && event.body.counted ? [event.body.act] : []));

describe('the unit ladder', () => {
  it('makes one interview of three late cases of a unit, and links all three', () => {
    const scene = unaccepted('c2', 'c3').until(LATE);
    expect(scene.all('interview')).toHaveLength(1);
    expect(
      scene
        .the('interview')
        .cases.map(({ caseId }) => caseId)
        .toSorted(),
    ).toEqual(['c1', 'c2', 'c3']);
  });

  it('is silent at two', () => {
    expect(unaccepted('c2').until(LATE).all('interview')).toEqual([]);
  });

  it('takes a fourth into the same interview while it is undecided', () => {
    const scene = unaccepted('c2', 'c3').until(LATE);
    scene.another('c4', 'assigned').until(at('2025-07-05T10:00'));
    expect(scene.all('interview')).toHaveLength(1);
    expect(scene.the('interview').cases).toHaveLength(4);
  });

  it('makes a circular the second time within a quarter', () => {
    const scene = unaccepted('c2', 'c3').until(LATE);
    scene.give('l2', 'interview', scene.deciding('interview'));
    for (const id of ['c4', 'c5', 'c6']) scene.another(id, 'assigned');
    scene.until(at('2025-07-05T10:00'));
    expect(scene.all('interview')).toHaveLength(1);
    expect(scene.all('circular')).toHaveLength(1);
    expect(countedIn(scene)).toContain('circular');
  });

  it('does not take a withdrawn interview for a first time', () => {
    const scene = new Scene();
    for (const id of ['c1', 'c2', 'c3']) scene.another(id);
    scene.about('unit:zhuanban').until(at('2025-07-05T10:00'));
    expect(scene.all('interview')).toHaveLength(1);
    const withdrawn = { ...scene.the('interview'), status: 'withdrawn' as const, proposals: [] };
    scene.world.escalations.set(withdrawn.escalationId, withdrawn);
    for (const id of ['c4', 'c5', 'c6']) scene.another(id);
    scene.until(at('2025-07-12T10:00'));
    expect(scene.all('interview').length).toBeGreaterThan(1);
    expect(scene.all('circular').every(({ openedAt }) => openedAt > at('2025-07-08T00:00'))).toBe(true);
  });

  it('takes an individual to no talk, however often he is late', () => {
    const resident: Subject = {
      subjectId: 's8',
      townId: 'baihe',
      name: '租户',
      kind: 'individual',
      unitId: null,
      protectedPerson: false,
    };
    const scene = new Scene({ subjects: [resident] }).about('subject:s8');
    Object.assign(scene.world, {
      subjects: scene.world.subjects.map((one) => (one.subjectId === 's1' ? { ...one, kind: 'individual' } : one)),
    });
    for (const id of ['c1', 'c2', 'c3', 'c4']) scene.another(id, 'rectifying');
    scene.until(at('2025-08-20T10:00'));
    expect([...scene.world.escalations.values()].filter(({ addressee }) => addressee.startsWith('subject:'))).toEqual(
      [],
    );
  });
});

describe('one 重大 late by more than five working days', () => {
  const major = (): Play => {
    const play = new Play(baihe, '2025-07-01T01:00:00.000Z').assigned();
    play.world.cases.set('c1', { ...play.file, grade: 'major' });
    return play;
  };
  const interviews = (play: Play): string[] =>
    (play.world.caseEvents.get('c1') ?? []).flatMap((event) =>
      event.type === 'rung-reached' && event.body.counted ? [`${event.body.act} ${event.at.slice(0, 10)}`] : [],
    );

  it('makes an interview alone', () => {
    const play = major();
    settleCaseAt(play.world, 'c1', at('2025-07-10T00:01'));
    expect(interviews(play)).toEqual(['interview 2025-07-09']);
  });

  it('makes none on the fifth day, and none where it is a general one', () => {
    const early = major();
    settleCaseAt(early.world, 'c1', at('2025-07-09T23:59'));
    expect(interviews(early)).toEqual([]);
    const general = new Play(baihe, '2025-07-01T01:00:00.000Z').assigned();
    settleCaseAt(general.world, 'c1', at('2025-07-10T00:01'));
    expect(interviews(general)).toEqual([]);
  });

  it('is looked at on the sixth, without waiting for the next rung', () => {
    const play = new Play(baihe, '2025-07-01T01:00:00.000Z').graded();
    play.world.cases.set('c1', { ...play.file, grade: 'major' });
    play.act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
    play.act('ofc', { type: 'add-note', text: '催' }, at('2025-07-10T09:01'));
    expect(interviews(play)).toEqual(['interview 2025-07-10']);
  });
});

describe('U-29: ended cases', () => {
  const leads = (): Scene => {
    const scene = new Scene();
    for (const id of ['c1', 'c2', 'c3']) scene.another(id);
    return scene.about('unit:zhuanban').until(at('2025-07-05T10:00'));
  };
  const withdraw = { type: 'withdraw-lead', reason: '误报' } as const;

  it('leave an undecided interview when their reporters withdraw them; the last withdraws it', () => {
    const scene = leads();
    expect(scene.the('interview').cases).toHaveLength(3);
    const others = [...scene.world.escalations.values()].length;
    for (const id of ['c1', 'c2', 'c3']) new Alias(scene, id).act('vgg', withdraw);
    expect(scene.the('interview')).toMatchObject({ status: 'withdrawn', cases: [], proposals: [], deadlines: [] });
    expect(scene.told('interview').slice(-5)).toEqual([
      'case-left',
      'case-left',
      'case-left',
      'proposal-withdrawn',
      'withdrawn',
    ]);
    scene.until(at('2025-09-05T10:00'));
    expect(scene.world.escalations.size).toBe(others);
  });

  it('do not join: a withdrawn lead counts no more', () => {
    const scene = new Scene();
    for (const id of ['c1', 'c2']) scene.another(id);
    scene.about('unit:zhuanban').until(at('2025-07-05T10:00'));
    new Alias(scene, 'c1').act('vgg', withdraw);
    scene.another('c3').until(at('2025-07-10T10:00'));
    expect(scene.all('interview')).toEqual([]);
    scene.another('c4').until(at('2025-07-15T10:00'));
    expect(scene.all('interview').flatMap(({ cases }) => cases.map(({ caseId }) => caseId))).not.toContain('c1');
  });

  it('leave when they are closed or found untrue, and stay in what is decided', () => {
    const untrue = leads();
    const decided = leads();
    decided.give('l1', 'interview', decided.deciding('interview'));
    for (const scene of [untrue, decided]) new Alias(scene, 'c1').act('ofc', ruling).decide('ofd', 'void');
    expect(untrue.the('interview').cases.map(({ caseId }) => caseId)).not.toContain('c1');
    expect(decided.the('interview').cases.map(({ caseId }) => caseId)).toContain('c1');
    const closed = new Scene().talked();
    closed.awaiting().passed().decide('ofd', 'close');
    expect(closed.the('interview')).toMatchObject({ status: 'withdrawn', cases: [] });
  });
});

describe('rungs', () => {
  it('that were reached are not climbed again after a new date', () => {
    const scene = new Scene().rectifying('2025-07-22').until(at('2025-07-29T10:00'));
    scene
      .act('ldc', { type: 'start-recheck' })
      .act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] })
      .act('ldc', {
        type: 'propose',
        act: 'new-date',
        reason: '雨季',
        attachmentIds: [],
        fields: { newDueOn: '2025-08-20' },
      })
      .decide('ldd', 'new-date');
    const left = scene.file.deadlines.filter(({ clock, level }) => clock === 'rectify' && level > 0);
    expect(left.map(({ act }) => act)).toEqual(['circular']);
    scene.until(at('2025-09-10T10:00'));
    const climbed = (scene.world.caseEvents.get('c1') ?? []).flatMap((event) =>
      event.type === 'rung-reached' && event.body.clock === 'rectify' && !event.body.counted ? [event.body.act] : [],
    );
    // After the last rung it is reminded of, and no rung comes again.
    expect(climbed.filter((act) => act !== 'remind')).toEqual(['urge', 'supervise', 'interview', 'circular']);
  });
});

/** Another case of the same town, to act on. */
class Alias extends Play {
  constructor(scene: Scene, caseId: string) {
    super(baihe, scene.now, caseId);
    Object.assign(this, { world: scene.world });
  }
}

describe('the only case of an escalation, found untrue', () => {
  const untrue = (scene: Scene): Scene =>
    scene
      .act('ldd', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} })
      .decide('ofd', 'void');

  it('takes an approved circular with it: nothing is published over what was not there', () => {
    const scene = untrue(new Scene().decreed());
    expect(scene.the('circular')).toMatchObject({ status: 'withdrawn', deadlines: [] });
    expect(scene.the('circular').papers).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('takes an approved interview with it, so that nobody is summoned or found absent', () => {
    expect(untrue(new Scene().summoned()).the('interview')).toMatchObject({ status: 'withdrawn', deadlines: [] });
  });

  it('leaves one that has been held: its report is owed', () => {
    expect(untrue(new Scene().held()).the('interview').status).toBe('held');
  });
});
