import type { CaseCommand } from '../../../domain/case/commands';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { tellingsOfCase } from '../../../domain/case/tellings';
import { aPost } from '../../support/a-post';
import { certificate, confirming, officer, ordered, seat } from './second-scenes';
import { requested } from './given';
import type { Play } from './play';

const without = (play: Play, ...people: string[]): Play => {
  for (const post of play.world.directory.posts) if (people.includes(post.personId)) post.certificate = null;
  return play;
};

/** Under an order of 综合执法队, served and not yet applied for. */
const served = (): Play => ordered(false);

const told = (play: Play): string[] => {
  const event = play.world.caseEvents
    .get('c1')
    ?.find(({ type, body }) => type === 'rung-reached' && 'act' in body && body.act === 'nobody-home');
  if (event === undefined) return [];
  const { world, file } = play;
  const context = {
    streamId: 'case:c1',
    policy: world.policy,
    calendar: world.calendar,
    directory: world.directory,
    now: play.now,
    actor: { personId: 'system', posts: [], aliases: [] },
    lookups: lookupsIn(world, file),
  };
  return tellingsOfCase(file, { ...event, signer: event.actor }, context).flatMap(({ personIds }) => personIds);
};

const result = (personId: string, coActorId?: string): CaseCommand => ({
  type: 'record-recheck',
  result: 'passed',
  findings: '合格',
  attachmentIds: [`${personId}-1`],
  ...(coActorId === undefined ? {} : { coActorId }),
});

describe('U-5 an authority with fewer than two officers', () => {
  it('tells nobody while it has two', () => {
    expect(told(without(served(), 'efo2').act('ens', requested))).toEqual([]);
  });

  it('U-5 has its head and L2 told once a re-check is owed, and only once', () => {
    const play = without(served(), 'efo1', 'efo2').act('ens', requested);
    expect(told(play)).toEqual(expect.arrayContaining(['efh', 'l2']));
    expect(play.types().filter((type) => type === 'rung-reached')).toHaveLength(1);
  });

  it('U-5 has them told also when nobody applies and the date passes', () => {
    const play = without(served(), 'efo1', 'efo2');
    play.act('ofc', { type: 'add-note', text: '逾期' }, '2026-03-02T01:00:00.000Z');
    expect(told(play)).toEqual(expect.arrayContaining(['efh', 'l2']));
  });

  it('U-5 leaves the re-check to two officers of the district department, with the reason', () => {
    const play = without(served(), 'efo1', 'efo2').act('ens', requested);
    seat(play, [['DS', 'qu-xiaofang', { certificate }]]);
    expect(play.attempt('ds1', { type: 'start-recheck', coActorId: 'efh' })).toMatchObject({
      reason: 'second-of-other-authority',
    });
    play.act('ds1', { type: 'start-recheck', coActorId: 'second' }).act('second', confirming(play));
    const started = play.world.caseEvents.get('c1')?.find(({ type }) => type === 'recheck-started');
    expect(started?.body).toMatchObject({ reason: '综合执法队持有效执法证件的人员不足两名' });
    play.act('ds1', result('ds1'));
    expect(play.file.status).toBe('closure-review');
  });

  it('U-5 records no reason where it has enough', () => {
    const play = ordered();
    seat(play, officer);
    play.act('efo1', { type: 'start-recheck', coActorId: 'second' }).act('second', confirming(play));
    const started = play.world.caseEvents.get('c1')?.find(({ type }) => type === 'recheck-started');
    expect(started?.body).not.toHaveProperty('reason');
  });

  it('U-5 leaves to the district also a re-check that it has begun and cannot end', () => {
    const play = ordered();
    play.act('efo1', { type: 'start-recheck', coActorId: 'efo2' }).act('efo2', confirming(play));
    seat(play, [['DS', 'qu-xiaofang', { certificate }]]);
    expect(play.attempt('ds1', result('ds1', 'second'))).toMatchObject({ reason: 'not-the-recheckers' });
    without(play, 'efo1', 'efh');
    expect(play.attempt('ds1', result('ds1'))).toMatchObject({ reason: 'second-officer-missing' });
    play.act('ds1', result('ds1', 'second')).act('second', confirming(play));
    expect(play.file.status).toBe('closure-review');
  });
});

describe('a re-check under an order', () => {
  it('is begun by nobody without a certificate, and by no authority that has one officer only', () => {
    const play = ordered();
    expect(play.attempt('ldc', { type: 'start-recheck', coActorId: 'ldd' })).toMatchObject({
      code: 'issuer-lacks-capacity',
      reason: 'certificate-not-valid',
    });
    expect(play.attempt('ds1', { type: 'start-recheck', coActorId: 'efo2' })).toMatchObject({
      code: 'issuer-lacks-capacity',
      reason: 'too-few-officers',
      whoCan: ['EFo', 'EFh'],
    });
  });

  it('is begun in the post of an authority that has two', () => {
    const play = ordered();
    play.world.directory.posts.unshift(aPost('efo1', 'DS', 'qu-zonghe', { certificate }));
    play.world.directory.units['qu-zonghe'] = { ...play.world.directory.units['qu-xiaofang']!, unitId: 'qu-zonghe' };
    play.act('efo1', { type: 'start-recheck', coActorId: 'efo2' }).act('efo2', confirming(play));
    expect(play.file.recheckStartedBy).toMatchObject([{ post: { unitId: 'zhifa' } }, { post: { unitId: 'zhifa' } }]);
  });
});
