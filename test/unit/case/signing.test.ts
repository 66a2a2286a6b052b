import type { CaseCommand } from '../../../domain/case/commands';
import { NOW, certificate, confirming, order, seat } from './second-scenes';
import { baihe } from './baihe-town';
import { aReport } from './given';
import { Play } from './play';

const verify = (coActorId: string): CaseCommand => ({
  type: 'verify',
  method: 'on-site',
  finding: '属实',
  coActorId,
});

const answer = (askId: string | undefined, decision: 'confirm' | 'decline'): CaseCommand => ({
  type: 'co-sign',
  askId: askId ?? 'none',
  decision,
});

const clocks = (play: Play): string[] => play.file.deadlines.map(({ clock }) => clock);

describe('who is asked to sign with somebody', () => {
  it('may decline: nothing else happens, and the first may ask another', () => {
    const play = new Play().reported().act('vgg', verify('vgg2'));
    expect(clocks(play)).toEqual(expect.arrayContaining(['verify', 'co-sign']));
    const askId = play.file.asks[0]?.askId;
    play.act('vgg2', answer(askId, 'decline'));
    expect(play.file).toMatchObject({ status: 'lead', asks: [] });
    expect(clocks(play)).not.toContain('co-sign');
    expect(play.world.caseEvents.get('c1')?.at(-1)).toMatchObject({
      type: 'co-sign-lapsed',
      actor: { personId: 'vgg2' },
      body: { askId, why: 'declined' },
    });
    expect(play.attempt('vgg2', answer(askId, 'confirm'))).toMatchObject({ reason: 'ask-not-open', pointer: '/askId' });
    expect(play.attempt('vgg', verify('vgm'))).toBeNull();
  });

  it('answers his own ask and leaves the other open', () => {
    const play = new Play().reported().act('vgg', verify('vgg2')).act('ldc', verify('vgm'));
    const [first, second] = play.file.asks;
    expect([first?.coActorId, second?.coActorId]).toEqual(['vgg2', 'vgm']);
    expect(play.attempt('vgg2', answer(second?.askId, 'confirm'))).toMatchObject({ reason: 'not-the-second' });
    play.act('vgg2', answer(first?.askId, 'decline'));
    expect(play.file.asks.map(({ coActorId }) => coActorId)).toEqual(['vgm']);
    play.act('vgm', answer(second?.askId, 'confirm'));
    expect(play.file.parts.filter(({ act }) => act === 'verify').map(({ personId }) => personId)).toEqual([
      'ldc',
      'vgm',
    ]);
  });

  it('is told what stands against himself as it is, and what has changed elsewhere as overtaken', () => {
    const play = new Play(baihe, NOW).accepted();
    seat(play, [['EFo', 'zhifa', { certificate }]]);
    play.act('efo1', order('second'));
    seat(play, [['EFo', 'zhifa']]);
    const own = play.attempt('second', confirming(play));
    expect(own).toMatchObject({
      code: 'issuer-lacks-capacity',
      reason: 'certificate-not-valid',
      whoCan: ['EFo'],
    });
    expect(own?.message).toContain('会签人');
    seat(play, [['EFo', 'zhifa', { certificate }]]);
    for (const post of play.world.directory.posts) if (post.personId === 'efo1') post.certificate = null;
    expect(play.attempt('second', confirming(play))).toMatchObject({ reason: 'overtaken' });
  });
});

describe('an enforcement certificate', () => {
  const asSecond = (span: { validFrom: string; validTo: string }) => {
    const play = new Play(baihe, NOW).accepted();
    seat(play, [['EFo', 'zhifa', { certificate: { ...certificate, ...span } }]]);
    return play.attempt('efo1', order('second'));
  };

  it('counts on its first and on its last day', () => {
    expect(asSecond({ validFrom: '2025-12-01', validTo: '2030-12-31' })).toBeNull();
    expect(asSecond({ validFrom: '2020-01-01', validTo: '2025-12-01' })).toBeNull();
    expect(asSecond({ validFrom: '2020-01-01', validTo: '2025-11-30' })).toMatchObject({
      reason: 'certificate-not-valid',
    });
  });

  it('that the first officer lacks is asked of him, not of the second', () => {
    const play = new Play(baihe, NOW).accepted();
    for (const post of play.world.directory.posts) if (post.personId === 'efo1') post.certificate = null;
    const refusal = play.attempt('efo1', order('efo2'));
    expect(refusal).toMatchObject({ reason: 'certificate-not-valid', whoCan: [] });
    expect(refusal?.pointer).toBeUndefined();
    expect(refusal?.message).not.toContain('会签人');
  });
});

describe('an instant that somebody claims', () => {
  it('may lie five minutes ahead of the clock and no second more', () => {
    const found = (foundAt: string) => new Play().attempt('vgg', aReport({ foundAt }));
    expect(found('2025-07-01T01:05:00.000Z')).toBeNull();
    expect(found('2025-07-01T01:05:01.000Z')).toMatchObject({
      code: 'validation',
      reason: 'in-the-future',
      pointer: '/foundAt',
    });
  });
});
