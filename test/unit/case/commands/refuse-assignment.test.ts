import type { CaseCommand } from '../../../../domain/case/commands';
import { NOW } from '../second-scenes';
import { baihe } from '../baihe-town';
import { Play } from '../play';

const refuse: CaseCommand = { type: 'refuse-assignment', reason: '不属本村' };
const assigned = (): Play => new Play(baihe, NOW).assigned();

describe('refuse-assignment', () => {
  it('records the reason and whom the unit proposes, and gives the office its clock again', () => {
    const play = assigned().act('vgm', { type: 'refuse-assignment', reason: '不属本村', proposedUnitId: 'guibao' });
    expect(play.world.caseEvents.get('c1')?.at(-1)).toMatchObject({
      type: 'assignment-refused',
      body: { unitId: 'meiqiao', reason: '不属本村', proposedUnitId: 'guibao' },
    });
    expect(play.file).toMatchObject({ status: 'assigned', assignment: { accepted: false, refusals: 1 } });
    expect(play.file.deadlines.filter(({ level }) => level === 0)).toMatchObject([
      { clock: 'assign', addressee: 'unit:zhuanban' },
    ]);
  });

  it.each(['vgg', 'ldd', 'ofc', 'ru', 'ens'])('is refused to %s, who does not answer for the unit', (personId) => {
    const play = assigned();
    const before = play.file;
    expect(play.attempt(personId, refuse)).toMatchObject({ code: 'forbidden', reason: 'not-your-task' });
    expect(play.file).toEqual(before);
  });

  it('is refused after acceptance, twice in a row, and with a unit that does not exist', () => {
    expect(new Play(baihe, NOW).accepted().attempt('vgm', refuse)).toMatchObject({ reason: 'already-accepted' });
    expect(assigned().act('vgm', refuse).attempt('vgm', refuse)).toMatchObject({ reason: 'already-refused' });
    const nowhere: CaseCommand = { type: 'refuse-assignment', reason: '不属本村', proposedUnitId: 'nowhere' };
    expect(assigned().attempt('vgm', nowhere)).toMatchObject({ code: 'validation', pointer: '/proposedUnitId' });
  });

  it('is refused with the unit itself as the better one', () => {
    const itself: CaseCommand = { type: 'refuse-assignment', reason: '不属本村', proposedUnitId: 'meiqiao' };
    expect(assigned().attempt('vgm', itself)).toMatchObject({ reason: 'proposes-itself', pointer: '/proposedUnitId' });
  });

  it('sends who would assign the case once more to reassign it', () => {
    const again: CaseCommand = { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'guibao', coUnitIds: [] };
    const refusal = assigned().act('vgm', refuse).attempt('ofc', again);
    expect(refusal).toMatchObject({ reason: 'not-from-assigned' });
    expect(refusal?.message).toContain('请改派');
  });

  it('stays silent about a leader the first time: nothing is proposed to anybody', () => {
    expect(assigned().act('vgm', refuse).file.proposals).toEqual([]);
  });
});
