import type { CaseCommand } from '../../../domain/case/commands';
import { aPost } from '../../support/a-post';
import { proposingMajor } from './major-scenes';
import { NOW, confirming, order } from './second-scenes';
import { baihe } from './baihe-town';
import { aReport, grading, served } from './given';
import { Play } from './play';

/** `both` leads in 城运中心 and is of the company that is the subject. */
const withBoth = (play: Play): Play => {
  const { posts } = play.world.directory;
  posts.push(aPost('both', 'LDc', 'chengyun'), aPost('both', 'ENs', 'meiqiao', { subjectId: 's1' }));
  return play;
};

const notice = {
  type: 'issue-notice',
  paperType: 'xianqi-zhenggai-yijian',
  issuerUnitId: 'chengyun',
  requirements: '限期整改',
  dueOn: '2026-03-31',
} as const;

describe('who is of the subject’s side by another post (roles.md 3.3 rule 2)', () => {
  it('does not grade the hazard of his own company', () => {
    expect(withBoth(new Play(baihe, NOW).registered()).attempt('both', grading)).toMatchObject({
      code: 'sod-violation',
      reason: 'subject-acts',
    });
  });

  it('issues no paper to it, and records no service on it', () => {
    const accepted = withBoth(new Play(baihe, NOW).accepted());
    expect(accepted.attempt('both', notice)).toMatchObject({ code: 'sod-violation', reason: 'subject-acts' });
    accepted.act('ldc', notice);
    expect(accepted.attempt('both', served(accepted.file.papers[0]?.documentId ?? '', NOW))).toMatchObject({
      code: 'sod-violation',
      reason: 'subject-acts',
    });
  });

  const voiding: CaseCommand = {
    type: 'propose',
    act: 'void',
    reason: '不属实',
    attachmentIds: ['both-1'],
    fields: {},
  };

  it.each<[string, () => Play]>([
    ['that the report names', () => new Play(baihe, NOW).act('vgg', aReport({ foundAt: NOW, subjectIds: ['s1'] }))],
    ['of the case', () => new Play(baihe, NOW).graded()],
  ])('does not ask that the hazard of a subject %s is found untrue', (_, play) => {
    expect(withBoth(play()).attempt('both', voiding)).toMatchObject({
      code: 'sod-violation',
      reason: 'subject-acts',
    });
  });

  it('orders nothing of it: an officer related to it stands back, also where he becomes so before the approval', () => {
    const related = aPost('efo1', 'ENs', 'meiqiao', { subjectId: 's1' });
    const play = new Play(baihe, NOW).accepted();
    play.act('efo1', order('efo2')).act('efo2', confirming(play));
    play.world.directory.posts.push(related);
    expect(play.attempt('efh', play.decision('statutory-order'))).toMatchObject({ reason: 'overtaken' });
    play.decide('efh', 'statutory-order', 'reject');
    expect(play.attempt('efo1', order('efo2'))).toMatchObject({ code: 'sod-violation', reason: 'subject-acts' });
  });

  it('acts in a case of somebody else as before', () => {
    const play = withBoth(new Play(baihe, NOW).registered());
    expect(play.attempt('both', { ...grading, subjectIds: ['s2'] } as typeof grading)).toBeNull();
  });
});

describe('a 重大 confirmed after service', () => {
  it('is that of the subject who was served: another is told by a paper of his own', () => {
    const play = new Play(baihe, NOW).rectifying('2026-03-31');
    const other = proposingMajor('exit-blocked', 'gb35181-2025');
    expect(play.attempt('ldc', { ...other, fields: { ...other.fields, subjectIds: ['s2'] } })).toMatchObject({
      reason: 'subject-not-served',
      pointer: '/subjectIds',
    });
    expect(play.attempt('ldc', other)).toBeNull();
  });
});
