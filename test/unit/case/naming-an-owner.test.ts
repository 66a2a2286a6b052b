import type { CaseCommand } from '../../../domain/case/commands';
import { Play } from './play';

const reassign: CaseCommand = {
  type: 'reassign',
  leadUnitId: 'chengyun',
  responsibleUnitId: 'meiqiao',
  coUnitIds: [],
  reason: '属地',
};

/** Refused twice: the leader has to name the owner. */
const refusedTwice = (): Play =>
  new Play()
    .assigned()
    .act('vgm', { type: 'refuse-assignment', reason: '非本村' })
    .act('ofc', reassign)
    .act('vgm', { type: 'refuse-assignment', reason: '仍非本村', proposedUnitId: 'guibao' });

describe('U-27: an assignment refused twice', () => {
  it.each(['approve', 'reject'] as const)(
    'has an owner once the leader decides to %s it: the one he names',
    (decision) => {
      const play = refusedTwice().decide('l2', 'reassign-above', decision, undefined, { unitId: 'guibao' });
      expect(play.file).toMatchObject({ responsibleUnitId: 'guibao', leadUnitId: 'chengyun', proposals: [] });
      expect(play.file.assignment).toMatchObject({ accepted: true });
      expect(play.file.deadlines.filter(({ level }) => level === 0).map(({ clock }) => clock)).toEqual(['serve']);
    },
  );

  it('may be given back to a unit that refused, with the reason, and that one cannot refuse a third time', () => {
    const play = refusedTwice().decide('l2', 'reassign-above', 'approve', undefined, {
      unitId: 'meiqiao',
      opinion: '属地责任',
    });
    const assigned = play.world.caseEvents.get('c1')?.findLast(({ type }) => type === 'assigned');
    expect(assigned?.body).toMatchObject({ responsibleUnitId: 'meiqiao', reason: '属地责任' });
    expect(play.attempt('vgm', { type: 'refuse-assignment', reason: '非本村' })).toMatchObject({
      reason: 'already-accepted',
    });
  });

  it.each(['approve', 'reject'] as const)('is not decided without an owner: %s', (decision) => {
    const play = refusedTwice();
    const before = play.types();
    expect(play.attempt('l2', play.decision('reassign-above', decision))).toMatchObject({
      reason: 'owner-missing',
      pointer: '/unitId',
    });
    expect(play.attempt('l2', play.decision('reassign-above', decision, { unitId: 'nowhere' }))).toMatchObject({
      reason: 'unit-unknown',
      pointer: '/unitId',
    });
    expect(play.types()).toEqual(before);
  });

  it('is decided by nobody below the leader, and not assigned past him', () => {
    const play = refusedTwice();
    expect(play.attempt('ofd', play.decision('reassign-above', 'approve', { unitId: 'guibao' }))?.code).toBe(
      'forbidden',
    );
    expect(play.attempt('ofc', reassign)).toMatchObject({ reason: 'reassign-above-open' });
  });
});
