import type { CaseCommand } from '../../../domain/case/commands';
import {
  NOW,
  OFFICERS_ONLY,
  SCENES,
  UNFIT,
  approving,
  certificate,
  confirming,
  officer,
  order,
  ordered,
  prepared,
  seat,
  type Seat,
} from './second-scenes';
import { baihe } from './baihe-town';
import { served } from './given';
import { Play } from './play';

const scenes = Object.entries(SCENES);
const isOfOrder = (name: string): boolean => name.includes('order');
const rows = scenes.flatMap(([name, scene]) => [
  ...Object.entries(UNFIT).map(([who, seats]) => ({ name, scene, who, seats: seats(scene.fit) })),
  ...(isOfOrder(name) ? Object.entries(OFFICERS_ONLY).map(([who, seats]) => ({ name, scene, who, seats })) : []),
]);

describe('U-5 the second person', () => {
  it.each(scenes)('of %s who is fit is asked, confirms, and it takes effect', (_, scene) => {
    const play = prepared(scene);
    seat(play, scene.fit);
    play.act(scene.first, scene.command('second', play));
    expect(scene.done(play)).toBe(false);
    play.act('second', confirming(play));
    expect(scene.done(play)).toBe(true);
  });

  it.each(rows)('U-5 of $name is never $who: refused when named', ({ scene, seats }) => {
    const play = prepared(scene);
    const before = play.types();
    seat(play, seats);
    const refusal = play.attempt(scene.first, scene.command('second', play));
    expect(refusal).toMatchObject({ pointer: '/coActorId' });
    expect(['forbidden', 'sod-violation', 'issuer-lacks-capacity', 'validation']).toContain(refusal?.code);
    expect(play.types()).toEqual(before);
  });

  it.each(rows)(
    'U-5 of $name is never $who: refused when he has become that before he confirms',
    ({ scene, seats }) => {
      const play = prepared(scene);
      seat(play, scene.fit);
      play.act(scene.first, scene.command('second', play));
      const before = play.types();
      seat(play, seats);
      const refusal = play.attempt('second', confirming(play));
      expect(refusal).not.toBeNull();
      expect(refusal?.pointer).toBeUndefined();
      expect(play.types()).toEqual(before);
      expect(scene.done(play)).toBe(false);
    },
  );

  it.each(scenes)('U-5 of %s is not the first himself', (_, scene) => {
    const play = prepared(scene);
    expect(play.attempt(scene.first, scene.command(scene.first, play))).toMatchObject({
      reason: 'second-is-first',
      pointer: '/coActorId',
    });
  });

  it.each(scenes)('U-5 of %s cannot confirm once the first has lost his post', (_, scene) => {
    const play = prepared(scene);
    seat(play, scene.fit);
    play.act(scene.first, scene.command('second', play));
    const before = play.types();
    const { directory } = play.world;
    directory.posts = directory.posts.filter((post) => post.personId !== scene.first);
    expect(play.attempt('second', confirming(play))).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
    expect(play.types()).toEqual(before);
  });

  it.each(scenes.filter(([name]) => isOfOrder(name)))(
    'U-5 of %s cannot confirm once the certificate of the first has ended',
    (_, scene) => {
      const play = prepared(scene);
      seat(play, scene.fit);
      play.act(scene.first, scene.command('second', play));
      for (const post of play.world.directory.posts) if (post.personId === scene.first) post.certificate = null;
      expect(play.attempt('second', confirming(play))).toMatchObject({ reason: 'overtaken' });
    },
  );
});

describe('U-5 reading and separation of the second person', () => {
  it('U-5 refuses the reporter as second of a verification, named or confirming', () => {
    const play = new Play(baihe, NOW).reported();
    const verify = (coActorId: string): CaseCommand => ({
      type: 'verify',
      method: 'documents',
      finding: '属实',
      coActorId,
    });
    expect(play.attempt('ofc', verify('vgg'))).toMatchObject({ code: 'sod-violation', reason: 'reporter-verifies' });
  });

  it('U-5 refuses as second of an on-site verification whom only documents may convince', () => {
    const play = new Play(baihe, NOW).reported();
    expect(play.attempt('ldc', { type: 'verify', method: 'on-site', finding: '属实', coActorId: 'ofd' })).toMatchObject(
      { reason: 'second-may-not-act' },
    );
  });

  it.each(['start-recheck', 'record-recheck'])(
    'U-5 refuses a unit that may not read the case as second of %s',
    (name) => {
      const scene = SCENES[name]!;
      const play = scene.play();
      seat(play, [['RU', 'guibao']]);
      expect(play.attempt(scene.first, scene.command('second', play))).toMatchObject({ reason: 'second-cannot-read' });
    },
  );

  it('U-5 refuses who applied for the re-check as its second', () => {
    const scene = SCENES['start-recheck']!;
    const play = scene.play();
    seat(play, scene.fit);
    play.file.parts.push({ act: 'rectify', personId: 'second', unitId: null, role: null, cycle: 1 });
    expect(play.attempt(scene.first, scene.command('second', play))).toMatchObject({ reason: 'rectifier-rechecks' });
  });

  it('U-5 asks a second whom the first names although the service is recent', () => {
    const play = new Play(baihe, NOW).noticed('2026-03-31');
    const service = served(play.file.papers[0]?.documentId ?? '', play.now);
    play.act('ldc', { ...service, coActorId: 'ldd' } as CaseCommand);
    expect(play.file.status).toBe('assigned');
    play.act('ldd', confirming(play));
    expect(play.file.status).toBe('rectifying');
  });
});

describe('U-5 an order where it takes effect', () => {
  const proposed = (): Play => {
    const play = new Play(baihe, NOW).accepted();
    seat(play, officer);
    return play.act('efo1', order('second')).act('second', confirming(play));
  };

  it('is issued by its head with both officers named in the post they hold', () => {
    const play = proposed().decide('efh', 'statutory-order');
    const issued = play.world.caseEvents.get('c1')?.find((event) => event.type === 'notice-issued');
    expect(issued?.body).toMatchObject({ coActor: { personId: 'second', post: { role: 'EFo', unitId: 'zhifa' } } });
  });

  it.each(
    Object.entries({
      ...OFFICERS_ONLY,
      'an official of the subject': [...officer, ['OW', 'touzi', { subjectId: 's1' }]],
    } as Record<string, Seat[]>),
  )('U-5 is not approved when the second has become %s', (_, seats) => {
    const play = proposed();
    const before = play.types();
    seat(play, seats);
    expect(play.attempt('efh', approving(play))).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
    expect(play.types()).toEqual(before);
    seat(play, officer);
    play.act('efh', approving(play));
    expect(play.file.papers[0]).toMatchObject({ statutory: true });
  });

  it.each(['his certificate has ended', 'his post has ended', 'he serves another authority'])(
    'U-5 is not approved when of the first %s',
    (what) => {
      const play = proposed();
      for (const post of play.world.directory.posts) {
        if (post.personId !== 'efo1') continue;
        if (what.includes('certificate')) post.certificate = { ...certificate, validTo: '2025-11-30' };
        else if (what.includes('post')) post.to = '2025-11-30';
        else post.unitId = 'paichusuo';
      }
      expect(play.attempt('efh', approving(play))).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
      expect(play.file.papers).toEqual([]);
    },
  );

  it('U-5 can still be rejected when it can no longer be approved', () => {
    const play = proposed();
    seat(play, []);
    play.decide('efh', 'statutory-order', 'reject');
    expect(play.file.proposals).toEqual([]);
  });
});

describe('U-5 the re-check of an order where it takes effect', () => {
  const begun = (): Play => {
    const play = ordered();
    seat(play, officer);
    return play.act('efo1', { type: 'start-recheck', coActorId: 'second' }).act('second', confirming(play));
  };
  const recorded = (by: string, coActorId?: string): CaseCommand => ({
    type: 'record-recheck',
    result: 'passed',
    findings: '合格',
    attachmentIds: [`${by}-1`],
    ...(coActorId === undefined ? {} : { coActorId }),
  });

  it('is recorded by one of the two while both are officers', () => {
    expect(begun().act('efo1', recorded('efo1')).file.status).toBe('closure-review');
  });

  it('U-5 asks for a colleague when the other is no officer any more', () => {
    const play = begun();
    seat(play, [['EFo', 'zhifa']]);
    expect(play.attempt('efo1', recorded('efo1'))).toMatchObject({
      reason: 'second-officer-missing',
      pointer: '/coActorId',
    });
    play.act('efo1', recorded('efo1', 'efo2')).act('efo2', confirming(play));
    expect(play.file.status).toBe('closure-review');
  });

  it('U-5 is not recorded by one whose own certificate has ended', () => {
    const play = begun();
    for (const post of play.world.directory.posts) if (post.personId === 'efo1') post.certificate = null;
    expect(play.attempt('efo1', recorded('efo1'))).toMatchObject({
      code: 'sod-violation',
      reason: 'not-the-recheckers',
    });
  });

  it('U-5 falls to two colleagues when neither of the two is an officer any more', () => {
    const play = begun();
    for (const post of play.world.directory.posts) if (post.personId === 'efo1') post.certificate = null;
    seat(play, []);
    expect(play.attempt('efo2', recorded('efo2'))).toMatchObject({ reason: 'second-officer-missing' });
    expect(play.attempt('ldc', recorded('ldc', 'efo2'))).toMatchObject({
      reason: 'certificate-not-valid',
    });
    play.act('efo2', recorded('efo2', 'efh')).act('efh', confirming(play));
    expect(play.file.status).toBe('closure-review');
  });
});
