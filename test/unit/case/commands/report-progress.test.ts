import type { CaseCommand } from '../../../../domain/case/commands';
import { Play } from '../play';

const progress: CaseCommand = { type: 'report-progress', percent: 40, done: '已采购', attachmentIds: ['ens-1'] };

describe('report-progress', () => {
  it('records what is done, by whom and with which photos', () => {
    const play = new Play().rectifying().act('ens', progress);
    expect(play.world.caseEvents.get('c1')?.at(-1)).toMatchObject({
      type: 'progress-reported',
      actor: { personId: 'ens', post: { role: 'ENs' } },
      body: { percent: 40, done: '已采购', obstacles: null, evidence: [{ attachmentId: 'ens-1' }] },
    });
    expect(play.file.percent).toBe(40);
  });

  it.each([
    ['the subject of another case', 'ow'],
    ['the auditor', 'au'],
    ['a leader', 'l2'],
  ])('is refused to %s', (_, personId) => {
    const refusal = new Play().rectifying().attempt(personId, { ...progress, attachmentIds: [] });
    expect(refusal?.code).toBe('forbidden');
  });

  it('is refused before the rectification begins and while the re-check is waited for', () => {
    expect(new Play().noticed().attempt('ens', progress)).toMatchObject({ reason: 'not-from-assigned' });
    expect(new Play().rectifying().awaiting().attempt('ens', progress)).toMatchObject({
      reason: 'not-from-awaiting-recheck',
    });
  });

  it('is refused with a photo of somebody else', () => {
    const refusal = new Play().rectifying().attempt('ens', { ...progress, attachmentIds: ['enm-1'] });
    expect(refusal).toMatchObject({ reason: 'attachment-unknown', pointer: '/attachmentIds/0' });
  });

  it('of a general case moves no date and arms nothing', () => {
    const play = new Play().rectifying();
    const before = play.file.deadlines;
    expect(play.act('ens', progress).file.deadlines).toEqual(before);
    expect(play.file.status).toBe('rectifying');
  });
});
