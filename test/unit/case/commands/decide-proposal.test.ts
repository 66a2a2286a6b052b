import { Play } from '../play';
import { deciding, proposing } from './proposals';

const reviewed = (): Play => new Play().rectifying().awaiting().passed();

describe('decide-proposal', () => {
  it('records decision, opinion and decider, ends the clock and does what was proposed', () => {
    const play = reviewed();
    play.act('ofd', deciding(play.proposalId('close')));
    expect(play.world.caseEvents.get('c1')?.find(({ type }) => type === 'proposal-decided')).toMatchObject({
      actor: { personId: 'ofd' },
      body: { act: 'close', decision: 'approve', opinion: '阅', final: true },
    });
    expect(play.file).toMatchObject({ status: 'watching', proposals: [] });
    expect(play.file.deadlines.some(({ clock }) => clock === 'decision')).toBe(false);
  });

  it('that rejects a closing without saying where it goes back to is refused and leaves nothing', () => {
    const play = new Play().rectifying().awaiting().passed();
    const before = play.file;
    expect(play.attempt('ofd', deciding(play.proposalId('close'), 'reject'))).toMatchObject({
      reason: 'return-to-missing',
      pointer: '/returnTo',
    });
    expect(play.file).toEqual(before);
  });

  it.each(['rectifying', 'rechecking'] as const)('that rejects a closing sends the case back to %s', (returnTo) => {
    const play = reviewed();
    play.act('ofd', deciding(play.proposalId('close'), 'reject', { returnTo }));
    expect(play.file).toMatchObject({ status: returnTo, proposals: [] });
  });

  it('that rejects a voiding leaves the case as it is', () => {
    const play = new Play().reported().act('ofc', proposing('void', {}, ['ofc-1']));
    play.act('ofd', deciding(play.proposalId('void'), 'reject'));
    expect(play.file).toMatchObject({ status: 'lead', proposals: [] });
  });

  it.each([
    ['the re-checker', 'ldc', 'sod-violation'],
    ['the head of the lead unit', 'ldd', 'forbidden'],
    ['the subject', 'ens', 'forbidden'],
    ['the auditor', 'au', 'forbidden'],
  ])('is refused to %s', (_, personId, code) => {
    const play = reviewed();
    const before = play.types();
    expect(play.attempt(personId, deciding(play.proposalId('close')))?.code).toBe(code);
    expect(play.types()).toEqual(before);
  });

  it('is refused twice, and for a proposal that there is not', () => {
    const play = reviewed();
    const id = play.proposalId('close');
    play.act('ofd', deciding(id));
    expect(play.attempt('ofd2', deciding(id))).not.toBeNull();
    expect(play.attempt('ofd2', deciding('nope'))).not.toBeNull();
    expect(play.file.closures).toHaveLength(1);
  });
});

describe('withdraw-proposal', () => {
  const proposed = (): Play => new Play().reported().act('ofc', proposing('void', {}, ['ofc-1']));
  const withdrawing = (play: Play) => ({
    type: 'withdraw-proposal' as const,
    proposalId: play.proposalId('void'),
    reason: '已核实属实',
  });

  it('records the reason, ends the clock and leaves the case as it is', () => {
    const play = proposed();
    play.act('ofc', withdrawing(play));
    expect(play.world.caseEvents.get('c1')?.at(-1)).toMatchObject({
      type: 'proposal-withdrawn',
      actor: { personId: 'ofc' },
      body: { reason: '已核实属实' },
    });
    expect(play.file).toMatchObject({ status: 'lead', proposals: [] });
    expect(play.file.deadlines.some(({ clock }) => clock === 'decision')).toBe(false);
  });

  it.each([
    ['a colleague', 'ldc'],
    ['the decider', 'ofd'],
    ['the reporter', 'vgg'],
  ])('is refused to %s: it is the author’s', (_, personId) => {
    const play = proposed();
    expect(play.attempt(personId, withdrawing(play))?.code).toBe('forbidden');
    expect(play.file.proposals).toHaveLength(1);
  });

  it('is refused for what the system proposed', () => {
    const play = reviewed();
    const proposalId = play.proposalId('close');
    expect(play.attempt('ldc', { type: 'withdraw-proposal', proposalId, reason: '不再需要' })).not.toBeNull();
    expect(play.file.proposals).toHaveLength(1);
  });

  it('is refused once it is decided, and lets the same be proposed again', () => {
    const play = proposed();
    const withdrawn = withdrawing(play);
    play.act('ofc', withdrawn);
    expect(play.attempt('ofc', withdrawn)).not.toBeNull();
    expect(play.attempt('ofc', proposing('void', {}, ['ofc-1']))).toBeNull();
  });
});
