import { aPost } from '../../../support/a-post';
import type { CaseCommand } from '../../../../domain/case/commands';
import { certificate, confirming, ordered } from '../second-scenes';
import { Play } from '../play';

const result = (personId: string, type: 'passed' | 'failed' = 'passed', more: object = {}): CaseCommand => ({
  type: 'record-recheck',
  result: type,
  findings: '已查看现场',
  attachmentIds: [`${personId}-1`],
  ...more,
});

const checking = (): Play => new Play().rectifying().awaiting().act('ldc', { type: 'start-recheck' });

/** Under an order of 综合执法队: its two officers have begun. */
const orderedChecking = (): Play => {
  const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
  return play.act('efo2', confirming(play));
};

const hire = (play: Play, personId: string, role: 'EFo' | 'DS', unitId: string): Play => {
  play.world.directory.posts.push(aPost(personId, role, unitId, { certificate }));
  return play;
};

describe('record-recheck', () => {
  it('that passed records findings and photos, meets the re-check and proposes the closing', () => {
    const play = checking().act('ldc', result('ldc'));
    expect(play.types().slice(-2)).toEqual(['recheck-passed', 'proposal-opened']);
    expect(play.world.caseEvents.get('c1')?.at(-2)?.body).toMatchObject({
      findings: '已查看现场',
      evidence: [{ attachmentId: 'ldc-1' }],
    });
    expect(play.file).toMatchObject({
      status: 'closure-review',
      proposals: [{ act: 'close', by: { kind: 'system' } }],
    });
    expect(play.file.deadlines.some(({ clock, state }) => clock === 'recheck' && state === 'armed')).toBe(false);
  });

  it('that failed goes on rectifying, counts, and proposes nothing', () => {
    const play = checking().act('ldc', result('ldc', 'failed'));
    expect(play.file).toMatchObject({ status: 'rectifying', failedRechecks: 1, proposals: [] });
    expect(play.file.recheckStartedAt).toBeNull();
  });

  it.each([
    ['the subject', 'ens'],
    ['the office', 'ofc'],
    ['the grid worker', 'vgg'],
  ])('is refused to %s', (_, personId) => {
    const play = checking();
    expect(play.attempt(personId, result(personId))?.code).toBe('forbidden');
    expect(play.file.status).toBe('rechecking');
  });

  it('is refused without photos, and without one of the re-checker’s own', () => {
    const play = checking();
    expect(play.attempt('ldc', result('ldc', 'passed', { attachmentIds: [] }))).toMatchObject({
      reason: 'own-photo-missing',
    });
    expect(play.attempt('ldc', result('ens'))).toMatchObject({ reason: 'own-photo-missing' });
  });

  it('is refused before the re-check began', () => {
    expect(new Play().rectifying().awaiting().attempt('ldc', result('ldc'))).toMatchObject({
      reason: 'not-from-awaiting-recheck',
    });
  });

  it('under an order is recorded by one of the two who began', () => {
    expect(orderedChecking().act('efo2', result('efo2')).file.status).toBe('closure-review');
  });

  it.each([
    ['an officer of another authority in town', 'EFo', 'guibao'],
    ['an officer of the district', 'DS', 'qu-xiaofang'],
    ['a colleague who was not there', 'EFo', 'zhifa'],
  ] as const)('under an order is refused to %s', (_, role, unitId) => {
    const play = hire(orderedChecking(), 'other', role, unitId);
    const before = play.types();
    const refusal = play.attempt('other', result('other', 'passed', { coActorId: 'efo2' }));
    expect(refusal?.code).toMatch(/^(forbidden|sod-violation|issuer-lacks-capacity)$/);
    expect(play.types()).toEqual(before);
  });

  it('under an order is refused to two officers of another authority, while its own two can', () => {
    const play = hire(hire(orderedChecking(), 'other', 'DS', 'qu-xiaofang'), 'third', 'DS', 'qu-xiaofang');
    const before = play.types();
    expect(play.attempt('other', result('other', 'passed', { coActorId: 'third' }))?.code).toMatch(
      /^(forbidden|sod-violation|issuer-lacks-capacity)$/,
    );
    expect(play.types()).toEqual(before);
  });

  it('under an order is refused to the lead unit, which has no certificate', () => {
    const play = orderedChecking();
    expect(play.attempt('ldc', result('ldc', 'passed', { coActorId: 'efo2' }))?.code).toMatch(
      /^(forbidden|sod-violation|issuer-lacks-capacity)$/,
    );
  });

  it('under an order is refused where the recording officer’s certificate has ended and no colleague takes over', () => {
    const play = orderedChecking();
    for (const post of play.world.directory.posts) if (post.personId === 'efo1') post.certificate = null;
    expect(play.attempt('efo1', result('efo1'))).toMatchObject({ reason: 'not-the-recheckers' });
  });
});
