import type { CaseCommand } from '../../../../domain/case/commands';
import { Play } from '../play';

const fixed: CaseCommand = {
  type: 'fix-on-the-spot',
  attachmentIds: ['ldc-1', 'ldc-2'],
  subjectSignature: '王某',
};

describe('fix-on-the-spot', () => {
  it('records both signatures and photos, meets the assigning and proposes the closing', () => {
    const play = new Play().graded().act('ldc', fixed);
    expect(play.types().slice(-2)).toEqual(['fixed-on-the-spot', 'proposal-opened']);
    expect(play.file).toMatchObject({ status: 'closure-review', fixedOnTheSpot: true, proposals: [{ act: 'close' }] });
    expect(play.file.deadlines.map(({ clock }) => clock)).toEqual(['decision']);
  });

  it.each([
    ['the village', 'vgg'],
    ['the office', 'ofc'],
    ['the subject', 'ens'],
  ])('is refused to %s', (_, personId) => {
    expect(new Play().graded().attempt(personId, fixed)).toMatchObject({ code: 'forbidden', reason: 'not-your-task' });
  });

  it('is refused without two photos', () => {
    const refusal = new Play().graded().attempt('ldc', { ...fixed, attachmentIds: ['ldc-1'] });
    expect(refusal).toMatchObject({ reason: 'photo-missing', pointer: '/attachmentIds' });
  });

  it('is refused once the case is assigned', () => {
    expect(new Play().assigned().attempt('ldc', fixed)).toMatchObject({ reason: 'not-from-assigned' });
  });

  it('is for what is found for the first time: what came back is assigned', () => {
    const play = new Play().graded().act('ldc', fixed).decide('ofd', 'close');
    play.act(
      'vgg',
      { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-1'] },
      '2025-07-10T02:00:00.000Z',
    );
    play.decide('ofd', 'relapse');
    expect([play.file.status, play.file.cycle]).toEqual(['graded', 2]);
    expect(play.attempt('ldd', fixed)).toMatchObject({ reason: 'came-back', whoCan: ['OFc', 'OFd'] });
    expect(
      play.attempt('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] }),
    ).toBeNull();
  });
});
