import { overtaken } from '../../../domain/case/overtaken';
import { refuse } from '../../../domain/people/permit';
import { requested } from './given';
import { Play } from './play';

describe('a refusal of what has changed since it was asked for', () => {
  it('sends to who may act by what has changed, who is named there already', () => {
    const changed = refuse('illegal-transition', 'control-still-on', '临时管控尚未解除。', ['EFo']);
    const refusal = overtaken(changed, { command: 'propose', act: 'void' });
    expect(refusal).toMatchObject({ code: 'illegal-transition', reason: 'overtaken', whoCan: ['EFo'] });
    expect(refusal.message).toMatch(/：临时管控尚未解除。请退回.*可由综合执法队员办理。$/);
  });

  it('sends to who may propose it anew where what has changed names nobody', () => {
    const again = { command: 'propose', act: 'statutory-order' };
    const refusal = overtaken(refuse('validation', 'date-past', '整改期限不得早于今日。'), again);
    expect(refusal.meant?.next).toEqual(again);
  });

  it('names nobody where nobody proposes it', () => {
    const refusal = overtaken(refuse('illegal-transition', 'x', '已变化。'));
    expect(refusal.whoCan).toEqual([]);
    expect(refusal.message).toBe('提请之后情况已变化：已变化。请退回，由有权人员按现在的情况重新提请。');
  });

  it('is told of what the system withdrew, and of nothing else', () => {
    const play = new Play()
      .rectifying()
      .act('vgg', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} });
    const decision = play.decision('void');
    play.act('ens', requested).act('ldc', { type: 'start-recheck' });
    expect(play.attempt('ofd', decision)).toMatchObject({ reason: 'overtaken' });
    expect(play.attempt('ofd', { ...decision, proposalId: 'c1-p999' } as typeof decision)).toMatchObject({
      reason: 'proposal-not-open',
    });
  });
});
