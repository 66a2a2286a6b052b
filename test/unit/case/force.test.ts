import type { CaseCommand } from '../../../domain/case/commands';
import { major } from './major-scenes';
import { certificate, NOW } from './second-scenes';
import { at } from './shanghai';
import { baihe } from './baihe-town';
import { Play } from './play';

const control: CaseCommand = {
  type: 'impose-control',
  scope: 'premises',
  measures: '停用',
  until: '2025-12-20',
  guardPersonId: 'ens',
};
const asked: CaseCommand = {
  type: 'propose',
  act: 'impose-control',
  reason: '有危险',
  attachmentIds: [],
  fields: { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'ens' },
};
const extend = (personId: string): CaseCommand => ({
  type: 'extend-control',
  reason: '危险尚未消除',
  until: '2025-12-31',
  attachmentIds: [`${personId}-1`],
});
const lift: CaseCommand = { type: 'lift-control', reason: '危险消除', attachmentIds: ['efo1-1'] };

/** From this day on the certificates of these persons are over. */
const expired = (play: Play, ...people: string[]): Play => {
  for (const post of play.world.directory.posts)
    if (people.includes(post.personId)) post.certificate = { ...certificate, validTo: '2025-11-30' };
  return play;
};

describe('force by law takes a certificate that is valid on the day', () => {
  it.each(['efo1', 'efh', 'ds1'])('to impose a control, of %s', (personId) => {
    const play = expired(new Play(baihe, NOW).graded(), personId);
    const before = play.types();
    expect(play.attempt(personId, control)).toMatchObject({
      code: 'issuer-lacks-capacity',
      reason: 'certificate-not-valid',
    });
    expect(play.types()).toEqual(before);
  });

  it('to prolong it, by the same officer or a colleague; to lift it takes none', () => {
    const play = expired(new Play(baihe, NOW).graded().act('efo1', control), 'efo1');
    const later = at('2025-12-15T09:00');
    expect(play.attempt('efo1', extend('efo1'), later)).toMatchObject({ reason: 'certificate-not-valid' });
    play.act('efo2', extend('efo2'), later);
    expect(play.file.controls).toMatchObject([{ until: '2025-12-31' }]);
    expect(play.act('efo1', lift).file.controls).toEqual([]);
  });

  it('to decide it as the department; the leader decides without', () => {
    const play = expired(major().act('ofc', asked), 'ds1');
    expect(play.attempt('ds1', play.decision('impose-control'))).toMatchObject({ reason: 'not-your-decision' });
    expect(play.decide('l2', 'impose-control').file.controls).toHaveLength(1);
  });

  it('but not on one’s own premises', () => {
    const play = new Play(baihe, NOW).graded().act('ens', control);
    expect(play.file.controls).toHaveLength(1);
    play.act('ens', extend('ens'), at('2025-12-15T09:00'));
  });
});
