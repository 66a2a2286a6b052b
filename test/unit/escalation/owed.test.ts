import { openCases, stillCounts } from '../../../domain/escalation/linked';
import { owedOn } from '../../../domain/escalation/owing';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { Scene, SUPERVISED, TALKED } from './scene';

/** An interview of the company is approved: its meeting is owed by 城运中心. */
const approved = (): Scene => {
  const scene = new Scene();
  scene.rectifying('2025-07-22');
  return scene.until(TALKED).give('l2', 'interview', scene.deciding('interview'));
};

describe('what is owed in an escalation', () => {
  it('is seen by the unit that owes it, with its day, and by nobody else', () => {
    const file = approved().the('interview');
    const held = file.deadlines.find(({ clock, level }) => clock === 'interview-held' && level === 0);
    expect(held?.addressee).toBe('unit:chengyun');
    expect(owedOn(file, ['unit:chengyun'])).toBe(held?.dueAt);
    expect(owedOn(file, ['unit:guibao', 'town:elsewhere'])).toBeNull();
    expect(owedOn(file, [])).toBeNull();
  });

  it('is seen by the office whoever owes it, the earliest first', () => {
    const file = approved().the('interview');
    const all = file.deadlines.filter(({ level, addressee }) => level === 0 && addressee !== 'none');
    expect(owedOn(file, ['town:baihe'])).toBe(all.map(({ dueAt }) => dueAt).sort()[0]);
    const later = { ...file, deadlines: all.flatMap((one) => [{ ...one, dueAt: '2099-01-01T00:00:00.000Z' }, one]) };
    expect(owedOn(later, ['town:baihe'])).toBe(all[0]?.dueAt);
  });

  it('is nothing while it stands still, before its time, or where nobody is late', () => {
    const file = approved().the('interview');
    const only = (more: object) => ({ ...file, deadlines: file.deadlines.map((one) => ({ ...one, ...more })) });
    expect(owedOn(only({ state: 'paused' }), ['town:baihe'])).toBeNull();
    expect(owedOn(only({ level: 1 }), ['town:baihe'])).toBeNull();
    expect(owedOn(only({ addressee: 'none' }), ['town:baihe', 'none'])).toBeNull();
    expect(owedOn(only({ state: 'fired' }), ['town:baihe'])).not.toBeNull();
  });
});

describe('a missed clock counts on the unit ladder', () => {
  it('while its cycle lasts and its case is open', () => {
    const missed = { clock: 'rectify', cycle: 2 } as const;
    expect(stillCounts({ status: 'rectifying', cycle: 2 }, missed)).toBe(true);
    expect(stillCounts({ status: 'rectifying', cycle: 3 }, missed)).toBe(false);
    expect(stillCounts({ status: 'archived', cycle: 2 }, missed)).toBe(false);
    expect(stillCounts({ status: 'void', cycle: 2 }, missed)).toBe(false);
  });

  it('after the closing only where it is a look-back visit', () => {
    expect(stillCounts({ status: 'watching', cycle: 1 }, { clock: 'rectify', cycle: 1 })).toBe(false);
    expect(stillCounts({ status: 'watching', cycle: 1 }, { clock: 'watch-visit', cycle: 1 })).toBe(true);
  });
});

describe('the cases of an escalation that are still open', () => {
  it('are as they stand now; what nobody knows of stays as it was', () => {
    const scene = new Scene();
    scene.rectifying('2025-07-22');
    scene.until(SUPERVISED);
    const { policy, calendar, directory } = scene.world;
    const actor = { personId: 'system', posts: [], aliases: [] };
    const context = {
      ...{ streamId: 'escalation:x', policy, calendar, directory, now: scene.now, actor },
      lookups: lookupsIn(scene.world, null),
    };
    const linked = [
      { caseId: 'c1', cycle: 1, major: true },
      { caseId: 'unknown', cycle: 1, major: true },
    ];
    expect(openCases(context, linked)).toEqual([{ caseId: 'c1', cycle: 1, major: false }, linked[1]]);
    scene.act('ldc', { type: 'start-recheck' });
    scene.act('ldc', { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['ldc-1'] });
    scene.decide('ofd', 'close');
    expect(openCases(context, linked)).toEqual([linked[1]]);
  });
});
