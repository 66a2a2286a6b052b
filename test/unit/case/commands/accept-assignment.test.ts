import { NOW } from '../second-scenes';
import { baihe } from '../baihe-town';
import { Play } from '../play';

const accept = { type: 'accept-assignment' as const };
const assigned = (): Play => new Play(baihe, NOW).assigned();

describe('accept-assignment', () => {
  it('records the unit that takes it on, meets its clock and arms that of the service', () => {
    const play = assigned().act('vgm', accept);
    const event = play.world.caseEvents.get('c1')?.at(-1);
    expect(event).toMatchObject({ type: 'assignment-accepted', body: { unitId: 'meiqiao' } });
    expect(event?.actor).toMatchObject({ personId: 'vgm', post: { role: 'VGm', unitId: 'meiqiao' } });
    expect(play.file).toMatchObject({ status: 'assigned', assignment: { accepted: true, refusals: 0 } });
    expect(play.file.deadlines.filter(({ level }) => level === 0)).toMatchObject([
      { clock: 'serve', addressee: 'unit:chengyun' },
    ]);
  });

  it.each([
    ['vgg', 'a grid worker of the responsible unit'],
    ['ldd', 'the lead unit'],
    ['ofd', 'the office that assigned it'],
    ['ru', 'another unit'],
    ['ens', 'the subject'],
  ])('is refused to %s: %s', (personId) => {
    const play = assigned();
    const before = play.file;
    expect(play.attempt(personId, accept)).toMatchObject({ code: 'forbidden', reason: 'not-your-task' });
    expect(play.file).toEqual(before);
  });

  it('is refused where it is accepted already, or was refused and not assigned anew', () => {
    expect(assigned().act('vgm', accept).attempt('vgm', accept)).toMatchObject({ reason: 'already-accepted' });
    const refused = assigned().act('vgm', { type: 'refuse-assignment', reason: '不属本村' });
    expect(refused.attempt('vgm', accept)).toMatchObject({ reason: 'already-refused', whoCan: ['OFc', 'OFd'] });
  });

  it('stays silent about dates: no rectification runs before a paper is served', () => {
    expect(
      assigned()
        .act('vgm', accept)
        .file.deadlines.some(({ clock }) => clock === 'rectify'),
    ).toBe(false);
  });
});
