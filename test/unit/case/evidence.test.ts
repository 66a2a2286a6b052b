import type { AttachmentFact, Context } from '../../../domain/context';
import type { CaseCommand } from '../../../domain/case/commands';
import { evidenceOf, uploadsNamedIn } from '../../../domain/case/evidence';
import { baihe } from './baihe-town';
import { Play } from './play';

describe('evidence', () => {
  const upload: AttachmentFact = {
    attachmentId: 'p1',
    townId: 'baihe',
    sha256: 'a'.repeat(64),
    uploadedBy: 'vgg',
    firstUploadedAt: '',
  };

  const asked = (fact: AttachmentFact | undefined, personId: string, aliases: string[] = []): object =>
    evidenceOf(
      {
        actor: { personId, posts: [], aliases },
        directory: { townId: 'baihe', version: 1, units: {}, posts: [] },
        lookups: { attachment: () => fact },
      } as unknown as Context,
      ['p1'],
      '/attachmentIds',
    );

  const taken = [{ attachmentId: 'p1', sha256: 'a'.repeat(64) }];
  const refused = { code: 'validation', reason: 'attachment-unknown', pointer: '/attachmentIds/0' };

  it.each<[string, () => object, object]>([
    ['his own', () => asked(upload, 'vgg'), taken],
    ['his own, of another town', () => asked({ ...upload, townId: 'other' }, 'vgg'), taken],
    [
      'what he sent under his alias in this case',
      () => asked({ ...upload, uploadedBy: 'reporter:1' }, 'rp', ['reporter:1']),
      taken,
    ],
    ['a colleague’s, which this case names', () => asked({ ...upload, usedHere: true }, 'ofc'), taken],
    ['a colleague’s, which it does not name', () => asked(upload, 'ofc'), refused],
    [
      'one sent under another alias',
      () => asked({ ...upload, uploadedBy: 'reporter:2' }, 'rp', ['reporter:1']),
      refused,
    ],
    ['one that does not exist', () => asked(undefined, 'vgg'), refused],
  ])('of a person who names %s', (_, outcome, expected) => {
    expect(outcome()).toMatchObject(expected);
  });

  it('of the case itself may be named again by whoever acts on it', () => {
    const play = new Play().reported();
    const propose = (id: string) =>
      play.attempt('ofc', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: [id], fields: {} });
    expect(propose('vgm-1')?.reason).toBe('attachment-unknown');
    expect(propose('vgg-1')).toBeNull();
  });

  it('of the first officer stands when the second confirms what it was sent with', () => {
    const play = new Play(baihe, '2025-12-01T01:00:00.000Z').accepted();
    const fields = {
      paperType: 'zeling-xianqi-zhenggai',
      clauseId: 'xiaofang-16',
      requirements: '立即停用',
      coActorId: 'efo2',
      inspectionRef: '检字1号',
    };
    const order = (id: string): CaseCommand => ({
      type: 'propose',
      act: 'statutory-order',
      reason: '拒不整改',
      attachmentIds: [id],
      fields,
    });
    expect(play.attempt('efo1', order('efo2-1'))?.reason).toBe('attachment-unknown');
    play.act('efo1', order('efo1-1'));
    play.act('efo2', { type: 'co-sign', askId: play.file.asks[0]?.askId ?? '', decision: 'confirm' });
    const proposed = play.world.caseEvents.get(play.caseId)?.find(({ type }) => type === 'proposal-opened');
    expect(proposed?.body).toMatchObject({ act: 'statutory-order', evidence: [{ attachmentId: 'efo1-1' }] });
  });

  it('is found wherever an event names it', () => {
    const body = { before: [{ attachmentId: 'a', sha256: 'x' }], command: { attachmentIds: ['b', 7] }, done: null };
    expect(uploadsNamedIn(body)).toEqual(['a', 'b']);
  });
});
