import { completeCase } from '../../../domain/case/begin';
import type { CaseFile } from '../../../domain/case/file';
import { acceptPlan, notified, planTo, returnPlan } from './major-scenes';
import { certificate, confirming, ordered, seat } from './second-scenes';
import { baihe } from './baihe-town';
import { requested } from './given';
import { Play } from './play';

const failed = { type: 'record-recheck', result: 'failed', findings: '未整改' } as const;
const passed = { type: 'record-recheck', result: 'passed', findings: '合格' } as const;

describe('what a case remembers of a 重大', () => {
  it('a plan that waits, that is returned, and that is accepted', () => {
    const play = notified().act('enm', planTo('2026-01-30'));
    expect(play.file).toMatchObject({ planAccepted: false, plan: { goal: '清退住宿', finishOn: '2026-01-30' } });
    play.act('ds1', returnPlan);
    expect(play.file).toMatchObject({ status: 'notified', planAccepted: false, plan: null });
    play.act('enm', planTo('2026-01-20')).act('ds1', acceptPlan);
    expect(play.file).toMatchObject({ status: 'rectifying', planAccepted: true, plan: { finishOn: '2026-01-20' } });
    expect(play.file.parts.filter(({ act }) => act === 'file-plan').map(({ personId }) => personId)).toEqual([
      'enm',
      'enm',
    ]);
  });

  it('when it was reported up', () => {
    const play = notified();
    expect(play.file.reportUpAt).toBeNull();
    play.act('ofc', {
      type: 'record-report-up',
      reportedTo: '区安委办',
      reportedAt: '2025-12-01T00:30:00.000Z',
      attachmentIds: ['ofc-1'],
    });
    expect(play.file.reportUpAt).toBe('2025-12-01T00:30:00.000Z');
  });
});

describe('what a case remembers of a re-check under an order', () => {
  it('both officers, each time, and who began it while it lasts', () => {
    const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
    play.act('efo2', confirming(play));
    expect(play.file.recheckStartedBy.map((signer) => signer.kind === 'person' && signer.personId)).toEqual([
      'efo1',
      'efo2',
    ]);
    play.act('efo1', { ...passed, attachmentIds: ['efo1-1'] });
    expect(play.file.parts.filter(({ act }) => act === 'recheck').map(({ personId }) => personId)).toEqual(
      expect.arrayContaining(['efo1', 'efo2']),
    );
  });

  it('nobody any more once its closing goes back to rectifying, both while it goes back to the re-check', () => {
    const returned = (returnTo: 'rectifying' | 'rechecking'): number => {
      const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
      play.act('efo2', confirming(play)).act('efo1', { ...passed, attachmentIds: ['efo1-1'] });
      play.act('efh', {
        type: 'decide-proposal',
        proposalId: play.proposalId('close'),
        decision: 'reject',
        opinion: '照片不清',
        returnTo,
      });
      expect(play.file.status).toBe(returnTo);
      return play.file.recheckStartedBy.length;
    };
    expect(returned('rectifying')).toBe(0);
    expect(returned('rechecking')).toBe(2);
  });

  it('that its authority was told once in a cycle that it has too few officers', () => {
    const play = ordered(false);
    for (const post of play.world.directory.posts)
      if (post.personId === 'efo1' || post.personId === 'efo2') post.certificate = null;
    const told = (): number =>
      play.file.rungsReached.filter(({ act, clock }) => act === 'nobody-home' && clock === 'recheck').length;
    play.act('ens', requested);
    expect(told()).toBe(1);
    expect(play.file.rungsReached).toMatchObject([{ cycle: 1, clock: 'recheck', level: 0, act: 'nobody-home' }]);
    seat(play, [['DS', 'qu-xiaofang', { certificate }]]);
    play.act('ds1', { type: 'start-recheck', coActorId: 'second' }).act('second', confirming(play));
    play.act('ds1', { ...failed, attachmentIds: ['ds1-1'] }).act('ens', requested);
    expect(told()).toBe(1);
  });

  it('a district officer without a certificate is no officer, where the authority has too few', () => {
    const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
    play.act('efo2', confirming(play));
    for (const post of play.world.directory.posts) if (post.unitId !== 'qu-yingji') post.certificate = null;
    expect(play.attempt('ds1', { ...passed, attachmentIds: ['ds1-1'], coActorId: 'efo2' })).toMatchObject({
      reason: 'certificate-not-valid',
    });
  });
});

describe('what a case remembers of what was fixed on the spot', () => {
  it('that it was, and who signed', () => {
    const play = new Play()
      .graded()
      .act('ldc', { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' });
    expect(play.file).toMatchObject({ status: 'closure-review', fixedOnTheSpot: true });
    expect(play.file.parts.at(-1)).toMatchObject({ act: 'sign-on-the-spot', personId: 'ldc', unitId: 'chengyun' });
  });
});

describe('what a case remembers of its rungs', () => {
  it('each that was reached, and the 督办 over it, once a cycle', () => {
    const play = new Play(baihe).rectifying('2025-07-22');
    play.act('ofc', { type: 'add-note', text: '查看' }, '2025-07-26T01:00:00.000Z');
    expect(play.file.rungsReached).toMatchObject([
      { cycle: 1, clock: 'rectify', level: 1, act: 'urge' },
      { cycle: 1, clock: 'rectify', level: 2, act: 'supervise' },
      { cycle: 1, clock: 'recheck', level: 1, act: 'remind' },
    ]);
    expect(play.file.overlays).toEqual(['overdue', 'supervised']);
    expect(play.file.escalations).toMatchObject([{ act: 'supervise', addressee: 'subject:s1', cycle: 1 }]);
    play.act('ofc', { type: 'add-note', text: '查看' }, '2025-07-30T01:00:00.000Z');
    expect(play.file.escalations.map(({ act }) => act)).toEqual(['supervise', 'interview']);
  });

  it('a missed clock that is not the subject’s makes nothing overdue', () => {
    const play = new Play(baihe).assigned();
    play.act('ofc', { type: 'add-note', text: '查看' }, '2025-07-04T01:00:00.000Z');
    expect(play.types()).toContain('deadline-missed');
    expect(play.file.overlays).toEqual([]);
  });
});

describe('a file of an older release', () => {
  it('begins what it lacks as a new case does, keeps what it has, and says that it is of another shape', () => {
    const whole = new Play().registered().file;
    const lacking = ['shape', 'reportedSubjectIds', 'rungsReached'];
    const older = Object.fromEntries(Object.entries(whole).filter(([field]) => !lacking.includes(field)));
    expect(completeCase({ ...older, percent: 30 } as CaseFile)).toEqual({
      ...whole,
      percent: 30,
      shape: 0,
      reportedSubjectIds: [],
      rungsReached: [],
    });
  });
});
