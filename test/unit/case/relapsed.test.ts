import type { CaseCommand } from '../../../domain/case/commands';
import { aPost } from '../../support/a-post';
import { Play } from './play';

const visited = (play: Play, at: string, result: 'clean' | 'found-again' = 'found-again'): Play =>
  play.act('vgg', { type: 'record-watch-visit', result, attachmentIds: ['vgg-1'] }, at);

const closedBy = (dueOn: string): Play => new Play().rectifying(dueOn).awaiting().passed().decide('ofd', 'close');

const relapsed = (dueOn: string): Play => visited(closedBy(dueOn), '2025-07-21T02:00:00.000Z').decide('ofd', 'relapse');

const rectifyBy = (play: Play): string | undefined =>
  play.file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0)?.dueOn;

/** What a missed rectification of this cycle climbs. */
const rungs = (play: Play): string[] =>
  play.file.deadlines.flatMap(({ clock, level, act }) => (clock === 'rectify' && level > 0 && act ? [act] : []));

describe('a relapse', () => {
  it.each([
    ['half of fifteen working days, rounded up', '2025-07-22', '2025-07-31'],
    ['half of ten', '2025-07-15', '2025-07-28'],
    ['three working days at the least', '2025-07-02', '2025-07-24'],
  ])('is to be rectified again within %s', (_, first, dueOn) => {
    expect(rectifyBy(relapsed(first))).toBe(dueOn);
  });

  it('climbs one rung less, in the places of those before it', () => {
    expect(rungs(new Play().rectifying('2025-07-22'))).toEqual(['urge', 'supervise', 'interview', 'circular']);
    const play = relapsed('2025-07-22');
    expect(rungs(play)).toEqual(['supervise', 'interview', 'circular']);
    const first = play.file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 1);
    expect(first?.dueAt).toBe('2025-08-01T01:00:00.000Z');
  });

  it('takes the case and its subject off the closed list, and ends the look-back', () => {
    const play = relapsed('2025-07-22');
    const event = play.world.caseEvents.get('c1')?.find(({ type }) => type === 'relapse-confirmed');
    expect(event?.body).toMatchObject({ removedFrom: ['case', 'subject'], cycle: 2, to: 'rectifying' });
    expect(play.file.deadlines.filter(({ clock }) => clock.startsWith('watch'))).toEqual([]);
  });

  it('of what was fixed on the spot goes back to be assigned, as nobody was named yet', () => {
    const play = new Play()
      .graded()
      .act('ldc', { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' })
      .decide('ofd', 'close');
    visited(play, '2025-07-21T02:00:00.000Z').decide('ofd', 'relapse');
    expect(play.file).toMatchObject({ status: 'graded', cycle: 2, fixedOnTheSpot: false });
    expect(play.file.deadlines.map(({ clock }) => clock)).toContain('assign');
    expect(rectifyBy(play)).toBeUndefined();
  });

  it('is proposed by the visitor, once, and decided by somebody else', () => {
    const play = visited(closedBy('2025-07-22'), '2025-07-21T02:00:00.000Z');
    expect(play.file.proposals).toMatchObject([
      { act: 'relapse', by: { kind: 'person', personId: 'vgg' }, steps: [{ roles: ['OFd'] }] },
    ]);
    visited(play, '2025-07-21T03:00:00.000Z');
    expect(play.file.proposals).toHaveLength(1);
    play.decide('ofd', 'relapse', 'reject');
    expect(play.file).toMatchObject({ status: 'watching', cycle: 1, proposals: [] });
  });

  it('that nobody saw leaves the look-back as it is', () => {
    const play = visited(closedBy('2025-07-22'), '2025-07-21T02:00:00.000Z', 'clean');
    expect(play.file).toMatchObject({ status: 'watching', proposals: [], watch: { visits: 3, done: 1 } });
  });

  it('is not looked for by the side that rectifies, nor without a photo', () => {
    const play = closedBy('2025-07-22');
    play.world.directory.posts.push({
      ...(play.world.directory.posts.find(({ personId }) => personId === 'ens') ?? play.world.directory.posts[0]!),
      postId: 'vgg-ens',
      personId: 'vgg',
    });
    const visit = (personId: string, attachmentIds: string[]) =>
      play.attempt(
        personId,
        { type: 'record-watch-visit', result: 'clean', attachmentIds },
        '2025-07-21T02:00:00.000Z',
      );
    expect(visit('vgg', ['vgg-1'])).toMatchObject({ code: 'sod-violation', reason: 'subject-acts' });
    expect(visit('vgg2', [])).toMatchObject({ reason: 'photo-missing', pointer: '/attachmentIds' });
    expect(visit('vgg2', ['vgg2-1'])).toBeNull();
  });
});

describe('a village that is itself the subject', () => {
  /** 梅桥村 had to mend it, and it was closed. */
  const ofVillage = (): Play => {
    const play = closedBy('2025-07-22');
    const subjects = play.file.subjects.map((subject) => ({
      ...subject,
      kind: 'public-body' as const,
      unitId: 'meiqiao',
    }));
    play.world.cases.set('c1', { ...play.file, subjects });
    return play;
  };
  const back: CaseCommand = {
    type: 'propose',
    act: 'relapse',
    reason: '再次出现',
    attachmentIds: ['vgg-1'],
    fields: {},
  };

  it.each(['vgg', 'vgm'])('says that its closed hazard is back (%s), and the office confirms it', (who) => {
    const play = ofVillage().act(who, { ...back, attachmentIds: [`${who}-1`] });
    expect(play.file.proposals).toMatchObject([{ act: 'relapse', by: { personId: who } }]);
    expect(play.decide('ofd', 'relapse').file).toMatchObject({ status: 'rectifying', cycle: 2 });
  });

  it('does not do its own look-back all the same', () => {
    expect(
      ofVillage().attempt('vgg', { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] }),
    ).toMatchObject({ reason: 'subject-acts' });
  });

  it('has no say in the decision: nobody of its side decides', () => {
    const play = ofVillage();
    play.world.directory.posts.push(aPost('vgm', 'OFd', 'zhuanban'));
    play.act('vgg', back);
    expect(play.attempt('vgm', play.decision('relapse'))).toMatchObject({ reason: 'subject-decides' });
  });

  it('gives an enterprise no such right: it reports, and others propose', () => {
    expect(closedBy('2025-07-22').attempt('ens', { ...back, attachmentIds: ['ens-1'] })).toMatchObject({
      reason: 'not-your-proposal',
    });
  });
});
