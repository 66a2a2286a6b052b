import { lookupsIn } from '../../../domain/forecast/lookups';
import { tellingsOfCase } from '../../../domain/case/tellings';
import { loadPack } from '../../../policies';
import { baihe } from './baihe-town';
import { Play } from './play';

/** A case of a protected person that is late, with one person at the 社工办. */
const late = (pack = baihe, hasFamilyContact = true): Play => {
  const play = new Play(pack);
  const { world } = play;
  world.subjects = world.subjects.map((subject) =>
    subject.subjectId === 's1' ? { ...subject, protectedPerson: true, hasFamilyContact } : subject,
  );
  const post = { postId: 'sg', personId: 'sg', role: 'LDc' as const, unitId: 'shegong', subjectId: null };
  world.directory.posts.push({ ...post, from: '2020-01-01', to: null, certificate: null });
  play.rectifying('2025-07-04');
  return play.act('ofc', { type: 'add-note', text: '逾期' }, '2025-08-20T01:00:00.000Z');
};

const missed = (play: Play) => {
  const event = play.world.caseEvents
    .get('c1')
    ?.find(({ type, body }) => type === 'deadline-missed' && 'clock' in body && body.clock === 'rectify');
  if (event?.type !== 'deadline-missed') throw new Error('nothing was missed');
  return event;
};

const told = (play: Play) => {
  const event = missed(play);
  const { world, file } = play;
  const context = {
    streamId: 'case:c1',
    policy: world.policy,
    calendar: world.calendar,
    directory: world.directory,
    now: event.at,
    actor: { personId: 'system', posts: [], aliases: [] },
    lookups: lookupsIn(world, file),
  };
  return tellingsOfCase(file, { ...event, signer: event.actor }, context);
};

describe('U-38: a protected person who is late', () => {
  it('is helped: the 社工办 is told, and that the family is to be called', () => {
    const play = late();
    expect(missed(play).body).toMatchObject({ instead: { unitId: 'shegong', hasFamilyContact: true } });
    expect(told(play)).toContainEqual(
      expect.objectContaining({
        personIds: ['sg'],
        template: 'protected-person-late',
        data: expect.objectContaining({ family: 'recorded' }),
      }),
    );
  });

  it('is said to have no family contact where the register knows none', () => {
    expect(told(late(baihe, false)).find(({ template }) => template === 'protected-person-late')?.data).toMatchObject({
      family: 'missing',
    });
  });

  it('climbs no ladder of his own', () => {
    const own = late()
      .world.caseEvents.get('c1')
      ?.flatMap(({ type, body }) =>
        type === 'rung-reached' && 'addressee' in body && body.addressee === 'subject:s1' ? [body.act] : [],
      );
    expect(own?.filter((act) => act !== 'remind')).toEqual([]);
  });

  it('names nobody to tell under a pack that names none', () => {
    const play = late(loadPack('policies/baihe-2025/1.0.0.yaml'));
    expect(missed(play).body).toMatchObject({ instead: { unitId: null } });
    expect(told(play).some(({ template }) => template === 'protected-person-late')).toBe(false);
  });

  it('is no matter of anybody else: a company’s miss says nothing of it', () => {
    const play = new Play().rectifying('2025-07-04');
    play.act('ofc', { type: 'add-note', text: '逾期' }, '2025-07-08T01:00:00.000Z');
    expect(missed(play).body).not.toHaveProperty('instead');
  });
});
