import type { CaseCommand } from '../../../../domain/case/commands';
import { NOW } from '../second-scenes';
import { baihe } from '../baihe-town';
import { aReport } from '../given';
import { Play } from '../play';

const lead = (): Play => new Play(baihe, NOW).act('vgg', aReport({ foundAt: NOW }));
const withdraw: CaseCommand = { type: 'withdraw-lead', reason: '看错了门牌' };

describe('withdraw-lead', () => {
  it('ends the lead with the reason of its reporter and cancels what runs', () => {
    const play = lead().act('vgg', withdraw);
    expect(play.file).toMatchObject({ status: 'void', deadlines: [], number: null });
    const event = play.world.caseEvents.get('c1')?.at(-1);
    expect(event).toMatchObject({ type: 'lead-withdrawn', actor: { personId: 'vgg' }, body: { reason: '看错了门牌' } });
    expect(event?.body.cancels?.map((one) => one.reason)).toEqual(expect.arrayContaining(['lead-withdrawn']));
  });

  it.each(['vgg2', 'ofd', 'ldd'])('is refused to %s, who reads it and did not report it', (personId) => {
    const play = lead();
    const before = play.file;
    expect(play.attempt(personId, withdraw)).toMatchObject({ code: 'forbidden', reason: 'not-the-reporter' });
    expect(play.file).toEqual(before);
  });

  it.each(['au', 'sa'])('is refused to %s, who reports nothing', (personId) => {
    expect(lead().attempt(personId, withdraw)).toMatchObject({ code: 'forbidden', reason: 'not-your-task' });
  });

  it('is refused once the lead is verified', () => {
    const play = lead().act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
    expect(play.attempt('vgg', withdraw)).toMatchObject({ code: 'illegal-transition', reason: 'not-from-registered' });
  });

  it('stays silent from then on: it cannot be withdrawn twice, and no clock of it fires', () => {
    const play = lead().act('vgg', withdraw);
    const { length } = play.types();
    expect(play.attempt('vgg', withdraw, '2026-02-02T01:00:00.000Z')).toMatchObject({ reason: 'case-void' });
    expect(play.types()).toHaveLength(length);
  });
});
