import { NOW } from '../second-scenes';
import { baihe } from '../baihe-town';
import { aReport } from '../given';
import { Play } from '../play';

const note = { type: 'add-note' as const, text: '已电话联系业主' };

describe('add-note', () => {
  it('records the text with the post of who wrote it, and changes nothing else', () => {
    const play = new Play(baihe, NOW).rectifying('2026-03-31');
    const before = play.file;
    play.act('ens', note);
    const event = play.world.caseEvents.get('c1')?.at(-1);
    expect(event).toMatchObject({ type: 'note-added', body: { text: '已电话联系业主' } });
    expect(event?.actor).toMatchObject({ personId: 'ens', post: { role: 'ENs' } });
    expect(play.file).toEqual({ ...before, version: before.version + 1 });
  });

  it.each([
    ['au', 'not-your-task'],
    ['sa', 'not-your-task'],
    ['ow', 'not-your-case'],
    ['ru', 'not-your-case'],
    ['ds2', 'not-your-task'],
  ])('is refused to %s, who writes nothing or does not read the case: %s', (personId, reason) => {
    const play = new Play(baihe, NOW).rectifying('2026-03-31');
    const before = play.types();
    const refusal = play.attempt(personId, note);
    expect(refusal).toMatchObject({ code: 'forbidden', reason });
    expect(refusal?.whoCan.length).toBeGreaterThan(0);
    expect(play.types()).toEqual(before);
  });

  it('is refused once the case has ended', () => {
    const play = new Play(baihe, NOW).act('vgg', aReport({ foundAt: NOW }));
    play.act('vgg', { type: 'withdraw-lead', reason: '误报' });
    expect(play.attempt('ofc', note)).toMatchObject({ code: 'illegal-transition', reason: 'case-void' });
  });

  it('stays silent towards clocks: nothing is armed, met or moved', () => {
    const play = new Play(baihe, NOW).accepted();
    const { deadlines } = play.file;
    play.act('vgm', note);
    expect(play.file.deadlines).toEqual(deadlines);
  });
});
