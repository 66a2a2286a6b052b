import type { CaseCommand } from '../../../../domain/case/commands';
import { confirming, ordered } from '../second-scenes';
import { Play } from '../play';

const start: CaseCommand = { type: 'start-recheck' };
const certified = (play: Play, personId: string, isSo: boolean): Play => {
  for (const post of play.world.directory.posts) if (!isSo && post.personId === personId) post.certificate = null;
  return play;
};

describe('start-recheck', () => {
  it('records who began and since when his photos count', () => {
    const play = new Play().rectifying().awaiting().act('ldc', start);
    expect(play.world.caseEvents.get('c1')?.at(-1)).toMatchObject({
      type: 'recheck-started',
      actor: { personId: 'ldc' },
      body: { coActor: null },
    });
    expect(play.file).toMatchObject({ status: 'rechecking', recheckStartedAt: play.now });
  });

  it('is possible without an application once the date has passed', () => {
    const play = new Play().rectifying('2025-07-04');
    expect(play.attempt('ldc', start)).toMatchObject({ reason: 'recheck-not-due' });
    expect(play.attempt('ldc', start, '2025-07-07T02:00:00.000Z')).toBeNull();
  });

  it.each([
    ['the subject', 'ens'],
    ['the office', 'ofc'],
    ['the grid worker', 'vgg'],
    ['the auditor', 'au'],
  ])('is refused to %s', (_, personId) => {
    const play = new Play().rectifying().awaiting();
    expect(play.attempt(personId, start)?.code).toBe('forbidden');
    expect(play.file.status).toBe('awaiting-recheck');
  });

  it('is refused before anything is to be re-checked', () => {
    expect(new Play().noticed().attempt('ldc', start)).toMatchObject({ reason: 'not-from-assigned' });
  });

  it('leaves date and clocks as they are', () => {
    const play = new Play().rectifying().awaiting();
    const before = play.file.deadlines;
    expect(play.act('ldc', start).file.deadlines).toEqual(before);
  });

  it('under an order needs a second officer, who confirms before it begins', () => {
    const play = ordered();
    expect(play.attempt('efo1', start)).toMatchObject({ reason: 'second-officer-missing', pointer: '/coActorId' });
    play.act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
    expect(play.file.status).toBe('awaiting-recheck');
    play.act('efo2', confirming(play));
    expect(play.file.recheckStartedBy).toMatchObject([{ personId: 'efo1' }, { personId: 'efo2' }]);
  });

  it.each([
    ['the first officer has no certificate', 'efo1', undefined],
    ['the second officer has no certificate', 'efo2', '/coActorId'],
  ])('under an order is refused where %s', (_, personId, pointer) => {
    const play = certified(ordered(), personId, false);
    const refusal = play.attempt('efo1', { type: 'start-recheck', coActorId: 'efo2' });
    expect(refusal).toMatchObject({ code: 'issuer-lacks-capacity', reason: 'certificate-not-valid' });
    expect(refusal?.pointer).toBe(pointer);
    expect(play.file.asks).toEqual([]);
  });

  it('under an order does not begin where the second has lost his certificate before he confirms', () => {
    const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
    certified(play, 'efo2', false);
    expect(play.attempt('efo2', confirming(play))).toMatchObject({ reason: 'certificate-not-valid' });
    expect(play.file.status).toBe('awaiting-recheck');
  });
});
