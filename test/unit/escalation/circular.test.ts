import type { Subject } from '../../../domain/people/directory';
import { grading } from '../case/given';
import { aPost } from '../../support/a-post';
import { absence, at, CRITICISED, publish, Scene, takeBack } from './scene';

const heard = (heardAt: string) => ({ type: 'hear-company', statement: '无异议', heardAt }) as const;
const ofc2 = { posts: [aPost('ofc2', 'OFc', 'zhuanban')] };

/** A circular that `ofc` proposed, heard and approved. */
const proposedByHand = (more: ConstructorParameters<typeof Scene>[0] = ofc2): Scene => {
  const scene = new Scene(more).rectifying('2025-07-22');
  if (scene.open('ofc', 'circular')) throw new Error('refused');
  scene.give('ldc', 'circular', heard(scene.now));
  return scene.give('l2', 'circular', scene.deciding('circular'));
};

describe('hearing a company', () => {
  it('is recorded with what it said and when, before and after the decision', () => {
    const scene = new Scene().criticised().give('ofc', 'circular', heard(CRITICISED));
    expect(scene.the('circular')).toMatchObject({ status: 'proposed', heardAt: CRITICISED });
    expect(scene.told('circular').at(-1)).toBe('company-heard');
  });

  it('lies between the proposal and now', () => {
    const scene = new Scene().criticised();
    for (const [heardAt, reason] of [
      ['2001-01-01T00:00:00.000Z', 'before-proposal'],
      [at('2025-08-06T09:00'), 'in-the-future'],
    ] as const)
      expect(scene.ask('ofc', 'circular', heard(heardAt))).toMatchObject({ reason, pointer: '/heardAt' });
  });

  it('is not recorded by the company, by one of it, or for anything but a circular', () => {
    expect(new Scene().criticised().ask('enm', 'circular', heard(CRITICISED))).toMatchObject({ code: 'forbidden' });
    const posts = [aPost('both', 'LDc', 'chengyun'), aPost('both', 'ENs', 'meiqiao', { subjectId: 's1' })];
    expect(new Scene({ posts }).criticised().ask('both', 'circular', heard(CRITICISED))).toMatchObject({
      reason: 'addressee-acts',
    });
    const talked = new Scene().summoned();
    expect(talked.ask('ofc', 'interview', heard(talked.now))).toMatchObject({ reason: 'other-act' });
  });
});

describe('a circular on a company never heard', () => {
  it('is neither approved nor published', () => {
    const scene = new Scene().criticised();
    expect(scene.ask('l2', 'circular', scene.deciding('circular'))).toMatchObject({
      reason: 'company-not-heard',
      whoCan: ['OFc', 'OFd', 'LDc', 'LDd'],
    });
    // A file of an older program may be approved without: it is not published either.
    const file = scene.the('circular');
    scene.world.escalations.set(file.escalationId, { ...file, status: 'approved', proposals: [] });
    expect(scene.ask('ofc', 'circular', publish)).toMatchObject({ reason: 'company-not-heard' });
    expect(scene.told('circular')).not.toContain('published');
  });

  it('may be rejected all the same', () => {
    const scene = new Scene().criticised();
    scene.give('l2', 'circular', scene.deciding('circular', 'reject'));
    expect(scene.the('circular')).toMatchObject({ status: 'rejected', papers: [], deadlines: [] });
  });

  it('is no matter for a unit of the government, which is not heard', () => {
    const scene = new Scene().assigned();
    scene.until(at('2025-07-10T10:00')).about('unit:meiqiao');
    scene.give('l2', 'circular', scene.deciding('circular')).give('ofc', 'circular', publish);
    expect(scene.the('circular')).toMatchObject({ status: 'completed', heardAt: null });
  });
});

describe('publishing', () => {
  it('completes the circular with its channel', () => {
    const scene = new Scene().decreed().give('ofc', 'circular', publish);
    expect(scene.the('circular')).toMatchObject({ status: 'completed', channel: '公告栏', publishedAt: CRITICISED });
    expect(scene.told('circular').slice(-2)).toEqual(['published', 'completed']);
  });

  it('is the office clerk’s, after the decision, once', () => {
    const scene = new Scene().decreed();
    for (const other of ['ldc', 'l2', 'ofd', 'enm'])
      expect(scene.ask(other, 'circular', publish)).toMatchObject({ code: 'forbidden', whoCan: ['OFc'] });
    expect(new Scene().criticised().ask('ofc', 'circular', publish)).toMatchObject({ reason: 'not-from-proposed' });
    expect(scene.give('ofc', 'circular', publish).ask('ofc', 'circular', publish)).toMatchObject({
      reason: 'not-from-completed',
    });
  });

  it('U-38: is never the proposer’s, whatever else he holds', () => {
    expect(proposedByHand().ask('ofc', 'circular', publish)).toMatchObject({
      code: 'sod-violation',
      reason: 'proposer-publishes',
    });
    proposedByHand().give('ofc2', 'circular', publish);
  });

  it('falls to the head of the office where no other clerk can, and to a leader after him', () => {
    const alone = proposedByHand({});
    expect(alone.ask('ofc', 'circular', publish)).toMatchObject({ whoCan: ['OFd'] });
    alone.give('ofd', 'circular', publish);
    const none = proposedByHand({ without: ['ofd', 'ofd2'] });
    none.world.directory.posts = none.world.directory.posts.filter(({ role }) => role !== 'OFd');
    none.give('l2', 'circular', publish);
  });
});

describe('a refusal where nobody else can', () => {
  const left = (...roles: string[]): Scene => {
    const scene = proposedByHand({});
    scene.world.directory.posts = scene.world.directory.posts.filter(({ role }) => roles.includes(role));
    return scene;
  };

  it('sends to the office, and tells the office what it has to see to', () => {
    expect(left('LDc').ask('ldc', 'circular', publish)?.message).toContain('请联系专班办公室');
    const office = left('OFc').ask('ofc', 'circular', publish)?.message;
    expect(office).toContain('请先落实有权办理的人员岗位');
    expect(office).not.toContain('请联系');
  });
});

describe('an approved circular', () => {
  const clockOf = (scene: Scene) => scene.the('circular').deadlines.filter(({ clock }) => clock === 'publish');

  it('is owed its publishing by the office, within five working days', () => {
    const [owed] = clockOf(new Scene().decreed());
    expect(owed).toMatchObject({ level: 0, state: 'armed', addressee: 'unit:zhuanban', dueOn: '2025-08-12' });
    expect(owed?.because.rule).toBe('通报发布时限：自批准通报之日起5个工作日内');
  });

  it('is owed by the town government where a leader publishes it', () => {
    const none = new Scene({ without: ['ofc', 'ofd', 'ofd2', 'ldc'] }).reported();
    none.act('ldd', { type: 'verify', method: 'on-site', finding: '属实' }).act('ldd', grading);
    expect(none.open('ldd', 'circular')).toBeNull();
    none.give('ldd', 'circular', heard(none.now)).give('l2', 'circular', none.deciding('circular'));
    expect(clockOf(none)[0]).toMatchObject({ addressee: 'unit:baihe' });
    none.give('l2', 'circular', publish);
  });

  it('is missed where nobody publishes it, and reminded of until somebody does', () => {
    const scene = new Scene().decreed().until(at('2025-08-28T10:00'));
    expect(scene.told('circular')).toContain('deadline-missed');
    expect(scene.told('circular').filter((type) => type === 'rung-reached').length).toBeGreaterThanOrEqual(2);
    expect(clockOf(scene)).toMatchObject([
      { level: 0, state: 'fired' },
      { act: 'remind', state: 'armed' },
    ]);
    scene.give('ofc', 'circular', publish);
    expect(scene.the('circular').deadlines).toEqual([]);
  });

  it('owes nothing more once it is published or withdrawn', () => {
    expect(new Scene().decreed().give('ofc', 'circular', publish).the('circular').deadlines).toEqual([]);
    expect(new Scene().decreed().give('ofc', 'circular', takeBack).the('circular').deadlines).toEqual([]);
  });
});

describe('U-38: withdrawing a circular', () => {
  it('withdraws its paper, keeps the number, and comes after publishing too', () => {
    const scene = new Scene().decreed();
    const [paper] = scene.the('circular').papers;
    expect(paper).toMatchObject({ state: 'issued' });
    scene.give('ofc', 'circular', publish).give('ofc', 'circular', takeBack);
    expect(scene.the('circular')).toMatchObject({ status: 'withdrawn', papers: [{ ...paper, state: 'withdrawn' }] });
  });

  it('is not the proposer’s, nor the criticised one’s', () => {
    expect(proposedByHand().ask('ofc', 'circular', takeBack)).toMatchObject({ reason: 'proposer-publishes' });
    const posts = [aPost('both', 'OFc', 'zhuanban'), aPost('both', 'ENm', 'meiqiao', { subjectId: 's1' })];
    expect(new Scene({ posts }).decreed().ask('both', 'circular', takeBack)).toMatchObject({
      reason: 'addressee-acts',
    });
    expect(new Scene().decreed().ask('enm', 'circular', takeBack)).toMatchObject({ reason: 'not-your-task' });
  });

  it('is of an approved or published one only: an undecided proposal is taken back by its author', () => {
    expect(new Scene().criticised().ask('ofc', 'circular', takeBack)).toMatchObject({ reason: 'not-from-proposed' });
    const twice = new Scene().decreed().give('ofc', 'circular', takeBack);
    expect(twice.ask('ofc', 'circular', takeBack)).toMatchObject({ reason: 'not-from-withdrawn' });
    expect(twice.ask('ofc', 'circular', publish)).toMatchObject({ reason: 'not-from-withdrawn' });
  });
});

describe('U-38: a protected person', () => {
  const old: Subject = {
    subjectId: 's9',
    townId: 'baihe',
    name: '独居老人',
    kind: 'individual',
    unitId: null,
    protectedPerson: true,
  };
  const named = { addressee: 'subject:s9', addresseeName: '独居老人' } as const;
  const scene = (): Scene => {
    const play = new Scene({ subjects: [{ ...old }] }).rectifying('2025-07-22').about('subject:s9');
    play.file.subjects.push({ ...old });
    return play;
  };
  const protect = (play: Scene, protectedPerson: boolean): void => {
    const found = play.world.subjects.find(({ subjectId }) => subjectId === 's9');
    if (found) found.protectedPerson = protectedPerson;
  };

  it('is neither talked to nor criticised by hand', () => {
    for (const act of ['interview', 'circular'] as const)
      expect(scene().open('ofc', act, named)).toMatchObject({
        code: 'illegal-transition',
        reason: 'protected-person',
        pointer: '/addressee/subjectId',
      });
    expect(scene().world.escalations.size).toBe(0);
  });

  it('that came under protection since is spared at the decision, the sitting and the publishing', () => {
    const talk = scene();
    protect(talk, false);
    expect(talk.open('ofc', 'interview', named)).toBeNull();
    protect(talk, true);
    expect(talk.ask('l2', 'interview', talk.deciding('interview'))).toMatchObject({ reason: 'protected-person' });
    protect(talk, false);
    talk.give('l2', 'interview', talk.deciding('interview'));
    protect(talk, true);
    expect(talk.ask('ldc', 'interview', absence)).toMatchObject({
      reason: 'protected-person',
    });
    const circular = scene();
    protect(circular, false);
    circular.open('ldc', 'circular', named);
    circular.give('ofc', 'circular', heard(circular.now)).give('l2', 'circular', circular.deciding('circular'));
    protect(circular, true);
    expect(circular.ask('ofc', 'circular', publish)).toMatchObject({ reason: 'protected-person' });
    circular.give('ofc', 'circular', takeBack);
  });

  it('is let go by the system when the next clock is due, and nothing climbs', () => {
    const talk = scene();
    protect(talk, false);
    talk.open('ofc', 'interview', named);
    protect(talk, true);
    talk.until(at('2025-07-10T10:00'));
    expect(talk.told('interview').slice(-2)).toEqual(['proposal-withdrawn', 'withdrawn']);
    expect(talk.the('interview')).toMatchObject({ status: 'withdrawn', proposals: [], deadlines: [] });
  });
});
