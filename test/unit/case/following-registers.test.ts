import { mergedSubject } from '../../../domain/case/fold-corrections';
import { settleCaseAt } from '../../../domain/forecast/world';
import type { KnownSubject } from '../../../domain/people/directory';
import { baihe } from './baihe-town';
import { knownSubject } from './given';
import { Play } from './play';

const LATER = '2025-07-03T01:00:00.000Z';

/** The register as it is from now on. */
const registered = (play: Play, ...subjects: KnownSubject[]): void => {
  play.world.directory.subjects = Object.fromEntries(subjects.map((subject) => [subject.subjectId, subject]));
};

const ownId = (play: Play): string => play.file.subjects[0]?.subjectId ?? '';

const owed = (play: Play) =>
  play.file.deadlines
    .filter(({ addressee }) => addressee.startsWith('subject:'))
    .map(({ deadlineId, dueAt, state, addressee }) => ({ deadlineId, dueAt, state, addressee }));

describe('a case whose subject was merged into another', () => {
  it('has that one owe what is owed, at the same instants and in the same state', () => {
    const play = new Play(baihe).rectifying();
    const before = owed(play);
    expect(before.length).toBeGreaterThan(1);
    registered(play, knownSubject(ownId(play), { mergedInto: 'kept' }), knownSubject('kept'));
    settleCaseAt(play.world, 'c1', LATER);
    settleCaseAt(play.world, 'c1', LATER);
    expect(owed(play)).toEqual(before.map((one) => ({ ...one, addressee: 'subject:kept' })));
    expect(play.file.subjects).toMatchObject([{ subjectId: 'kept', name: '留下的店' }]);
    expect(play.types().filter((type) => type === 'subject-merged')).toHaveLength(1);
  });

  it('keeps a miss as that one’s', () => {
    const play = new Play(baihe).rectifying();
    const overdue = '2025-09-30T01:00:00.000Z';
    settleCaseAt(play.world, 'c1', overdue);
    const missed = owed(play).filter(({ state }) => state === 'fired');
    expect(missed.length).toBeGreaterThan(0);
    registered(play, knownSubject(ownId(play), { mergedInto: 'kept' }), knownSubject('kept'));
    settleCaseAt(play.world, 'c1', overdue);
    expect(owed(play).filter(({ state }) => state === 'fired')).toEqual(
      missed.map((one) => ({ ...one, addressee: 'subject:kept' })),
    );
  });

  it('is proposed as 重大 with that one', () => {
    const play = new Play(baihe).graded();
    const subjectId = ownId(play);
    const [proposal] = [{ proposalId: 'p', act: 'confirm-major', data: { subjectIds: [subjectId, 'other'] } }];
    play.world.cases.set('c1', { ...play.file, proposals: [{ ...proposal, steps: [], above: [] }] as never });
    registered(play, knownSubject(subjectId, { mergedInto: 'kept' }), knownSubject('kept'));
    settleCaseAt(play.world, 'c1', play.now);
    expect(play.file.proposals[0]?.data).toEqual({ subjectIds: ['kept', 'other'] });
  });

  it('has one subject where it had both, at the place of the first, and what points at the double points at it', () => {
    const play = new Play(baihe).rectifying();
    const [own] = play.file.subjects;
    if (own === undefined) throw new Error('no subject');
    const subjects = ['kept', own.subjectId, 'third'].map((subjectId) => ({ ...own, subjectId }));
    const link = { act: 'interview', cycle: 1 };
    const linked = [own.subjectId, 'third'].map((id) => ({
      ...link,
      escalationId: `e-${id}`,
      addressee: `subject:${id}`,
    }));
    const ask = { askId: 'a', command: { type: 'grade', subjectIds: [own.subjectId, 'third'] } };
    play.world.cases.set('c1', {
      ...play.file,
      subjects,
      reportedSubjectIds: [own.subjectId, 'kept', 'third'],
      escalations: linked,
    } as never);
    registered(play, knownSubject(own.subjectId, { mergedInto: 'kept' }), knownSubject('kept'));
    settleCaseAt(play.world, 'c1', LATER);
    expect(play.file.subjects.map(({ subjectId }) => subjectId)).toEqual(['kept', 'third']);
    expect(play.file.reportedSubjectIds).toEqual(['kept', 'third']);
    expect(play.file.escalations).toMatchObject([
      { ...link, addressee: 'subject:kept' },
      { addressee: 'subject:third' },
    ]);
    const { asks } = mergedSubject({ ...play.file, asks: [ask] } as never, {
      ...{ subjectId: own.subjectId, into: { ...own, subjectId: 'kept' }, addressee: 'subject:kept' },
    });
    expect(asks).toEqual([{ askId: 'a', command: { type: 'grade', subjectIds: ['kept', 'third'] } }]);
  });

  it('is left alone once it is over', () => {
    const play = new Play(baihe).closed();
    play.world.cases.set('c1', { ...play.file, status: 'archived' });
    const subjectId = ownId(play);
    registered(play, knownSubject(subjectId, { mergedInto: 'kept' }), knownSubject('kept'));
    settleCaseAt(play.world, 'c1', play.now);
    expect(ownId(play)).toBe(subjectId);
  });

  it('moves while it is watched, visits and all', () => {
    const play = new Play(baihe).closed();
    expect(play.file.status).toBe('watching');
    registered(play, knownSubject(ownId(play), { mergedInto: 'kept' }), knownSubject('kept'));
    settleCaseAt(play.world, 'c1', play.now);
    expect([ownId(play), play.file.status]).toEqual(['kept', 'watching']);
  });
});

describe('a case whose subject was amended', () => {
  it('names it as it is now, by one event', () => {
    const play = new Play(baihe).rectifying();
    registered(play, knownSubject(ownId(play), { name: '改过的名字' }));
    settleCaseAt(play.world, 'c1', LATER);
    settleCaseAt(play.world, 'c1', LATER);
    expect(play.file.subjects).toMatchObject([{ name: '改过的名字' }]);
    expect(play.types().filter((type) => type === 'subject-amended')).toHaveLength(1);
  });

  it('climbs no more on who has come under protection, and keeps the date', () => {
    const play = new Play(baihe).rectifying();
    const rungs = () => play.file.deadlines.filter(({ level, clock }) => level > 0 && clock === 'rectify');
    expect(rungs().length).toBeGreaterThan(0);
    registered(play, knownSubject(ownId(play), { kind: 'individual', protectedPerson: true }));
    settleCaseAt(play.world, 'c1', LATER);
    expect(rungs()).toEqual([]);
    expect(play.file.deadlines.some(({ clock, level }) => clock === 'rectify' && level === 0)).toBe(true);
  });

  it('goes to the successor of its village once, whatever the register still says', () => {
    const play = new Play(baihe).rectifying();
    const { meiqiao } = play.world.directory.units;
    if (meiqiao) {
      play.world.directory.units['jinmi'] = { ...meiqiao, unitId: 'jinmi', slug: null, name: '金米村' };
      play.world.directory.units['meiqiao'] = { ...meiqiao, to: '2025-07-02', successorUnitId: 'jinmi' };
    }
    registered(play, knownSubject(ownId(play), { placeUnitId: 'meiqiao' }));
    settleCaseAt(play.world, 'c1', LATER);
    const events = play.types().length;
    settleCaseAt(play.world, 'c1', LATER);
    expect(play.types()).toHaveLength(events);
    expect(play.file.subjects).toMatchObject([{ placeUnitId: 'jinmi' }]);
  });
});

describe('a case at a site that was merged into another', () => {
  it('lies at that one', () => {
    const play = new Play(baihe).graded();
    const { siteId } = play.file;
    play.world.cases.set('c1', { ...play.file, siteId: siteId ?? 'double' });
    play.world.directory.mergedSites = { [play.file.siteId ?? '']: 'kept' };
    settleCaseAt(play.world, 'c1', play.now);
    settleCaseAt(play.world, 'c1', play.now);
    expect(play.file.siteId).toBe('kept');
    expect(play.types().filter((type) => type === 'site-merged')).toHaveLength(1);
  });
});
