import type { CaseCommand } from '../../../../domain/case/commands';
import { Play } from '../play';
import { proposing } from './proposals';

const above = proposing('reassign-above', {});
const refusing: CaseCommand = { type: 'refuse-assignment', reason: '非本村' };
const reassigning: CaseCommand = {
  type: 'reassign',
  leadUnitId: 'chengyun',
  responsibleUnitId: 'meiqiao',
  coUnitIds: [],
  reason: '属地',
};

const refusedOnce = (): Play => new Play().assigned().act('vgm', refusing);
const refusedTwice = (): Play => refusedOnce().act('ofc', reassigning).act('vgm', refusing);

describe('propose reassign-above', () => {
  it('is recorded by the system at the second refusal, for the leader in charge, with the clock of his decision', () => {
    const play = refusedTwice();
    const [proposal] = play.file.proposals;
    expect(proposal).toMatchObject({ act: 'reassign-above', by: { kind: 'system' }, steps: [{ roles: ['L2'] }] });
    expect(play.file.deadlines).toContainEqual(
      expect.objectContaining({ clock: 'decision', ref: proposal?.proposalId, state: 'armed' }),
    );
    expect(play.file).toMatchObject({ status: 'assigned', assignment: { accepted: false, refusals: 2 } });
  });

  it('stays silent at the first refusal: the office assigns anew', () => {
    const play = refusedOnce();
    expect(play.file.proposals).toEqual([]);
    expect(play.file.deadlines.filter(({ level }) => level === 0).map(({ clock }) => clock)).toEqual(['assign']);
  });

  it.each(['ofc', 'ofd', 'l2', 'vgm', 'ldd', 'ru'])(
    'is refused to a person, the leader who decides it included: %s',
    (personId) => {
      for (const play of [refusedOnce(), refusedTwice()]) {
        const before = play.types();
        expect(play.attempt(personId, above)).toMatchObject({ code: 'forbidden', reason: 'opened-by-system' });
        expect(play.types()).toEqual(before);
      }
    },
  );

  it('keeps the office from assigning past the leader while it is open', () => {
    expect(refusedTwice().attempt('ofc', reassigning)).toMatchObject({
      code: 'illegal-transition',
      reason: 'reassign-above-open',
      whoCan: ['L2'],
    });
  });
});
