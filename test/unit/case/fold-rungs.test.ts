import type { CaseFacts } from '../../../domain/case/facts';
import type { CaseFile } from '../../../domain/case/file';
import { isNobodyHomeTold, isUncounted, reachedRung, withoutRungs } from '../../../domain/case/fold-rungs';
import { Play } from './play';

type Rung = CaseFile['rungsReached'][number];

const whole = new Play().rectifying().file;
const file = (more: Partial<CaseFile> = {}): CaseFile => ({
  ...whole,
  overlays: [],
  rungsReached: [],
  escalations: [],
  ...more,
});
const rung = (more: Partial<Rung> = {}): Rung => ({ cycle: 1, clock: 'rectify', act: 'remind', level: 1, ...more });
const body = (more: Partial<CaseFacts['rung-reached']> = {}): CaseFacts['rung-reached'] => ({
  act: 'remind',
  clock: 'rectify',
  level: 1,
  addressee: 'unit:meiqiao',
  ...more,
});

describe('that nobody is there for a clock', () => {
  const told = rung({ clock: 'recheck', act: 'nobody-home', level: 0 });

  it('is told once it was told of this clock in this cycle', () => {
    expect(isNobodyHomeTold(file({ rungsReached: [told] }), 'recheck')).toBe(true);
  });

  it.each([
    ['nothing was', []],
    ['it was told in another cycle', [rung({ ...told, cycle: 2 })]],
    ['it was told of another clock', [rung({ ...told, clock: 'rectify' })]],
    ['another rung was reached', [rung({ ...told, act: 'remind' })]],
  ])('is not, where %s', (_where, rungsReached) => {
    expect(isNobodyHomeTold(file({ rungsReached }), 'recheck')).toBe(false);
  });
});

describe('a rung that is reached', () => {
  const after = (known: Rung, reached: Partial<CaseFacts['rung-reached']>, cycle = 1): number =>
    reachedRung(file({ rungsReached: [known], cycle }), body(reached)).rungsReached?.length ?? 0;

  it('is kept once of its clock, its act and its cycle, whatever its level', () => {
    expect(after(rung(), {})).toBe(1);
    expect(after(rung(), { level: 3 })).toBe(1);
    expect(after(rung({ level: 0 }), { level: 0 })).toBe(1);
  });

  it('is kept beside one of another cycle, clock or act, and beside what is no rung of a ladder', () => {
    expect(after(rung(), {}, 2)).toBe(2);
    expect(after(rung(), { clock: 'plan' })).toBe(2);
    expect(after(rung(), { act: 'urge' })).toBe(2);
    expect(after(rung(), { level: 0 })).toBe(2);
    expect(after(rung({ level: 0 }), { level: 1 })).toBe(2);
  });

  it('remembers when that was due over which it was climbed, and nothing where it was not', () => {
    const due = whole.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0)?.dueAt;
    expect(due).toBeDefined();
    expect(reachedRung(file(), body()).rungsReached).toEqual([rung({ dueAt: due ?? '' })]);
    expect(reachedRung(file(), body({ clock: 'plan' })).rungsReached).toEqual([rung({ clock: 'plan' })]);
  });

  it('links the escalation that it opens or joins, once in each cycle', () => {
    const link = { escalationId: 'e1', act: 'interview', addressee: 'unit:meiqiao', cycle: 1 } as const;
    const joins = body({ act: 'interview', level: 3, escalationId: 'e1' });
    expect(reachedRung(file(), joins).escalations).toEqual([link]);
    expect(reachedRung(file({ escalations: [link] }), joins).escalations).toBeUndefined();
    expect(reachedRung(file({ escalations: [link] }), { ...joins, escalationId: 'e2' }).escalations).toHaveLength(2);
    expect(reachedRung(file({ escalations: [link], cycle: 2 }), joins).escalations).toEqual([
      link,
      { ...link, cycle: 2 },
    ]);
    expect(reachedRung(file({ escalations: [link] }), body()).escalations).toBeUndefined();
  });

  it('puts the case under supervision at 督办, once', () => {
    const supervise = body({ act: 'supervise', level: 2 });
    expect(reachedRung(file({ overlays: ['relapsed'] }), supervise).overlays).toEqual(['relapsed', 'supervised']);
    expect(reachedRung(file({ overlays: ['supervised'] }), supervise).overlays).toBeUndefined();
    expect(reachedRung(file(), body()).overlays).toBeUndefined();
  });
});

describe('a lateness that counts no more (X-29)', () => {
  const uncounts = { clocks: ['rectify', 'plan'], since: '2025-07-10T16:00:00.000Z' } as const;
  const late = rung({ act: 'supervise', level: 2, dueAt: '2025-07-11T16:00:00.000Z' });

  it('takes back the rungs of its clocks over what fell due after that instant', () => {
    const since = { ...uncounts, clocks: [...uncounts.clocks] };
    expect(isUncounted(late, since)).toBe(true);
    expect(isUncounted({ ...late, dueAt: uncounts.since }, since)).toBe(false);
    expect(isUncounted({ ...late, clock: 'recheck' }, since)).toBe(false);
    expect(isUncounted({ clock: 'rectify' }, since)).toBe(false);
  });

  const left = (rungsReached: Rung[]) =>
    withoutRungs(file({ rungsReached, overlays: ['supervised'] }), { ...uncounts, clocks: [...uncounts.clocks] });

  it('takes the case out of supervision where no 督办 of this cycle is left', () => {
    expect(left([late])).toEqual({ rungsReached: [], overlays: [] });
    const earlier = rung({ ...late, cycle: 2 });
    expect(left([late, earlier])).toEqual({ rungsReached: [earlier], overlays: [] });
    const urged = rung({ act: 'urge', level: 1, dueAt: uncounts.since });
    expect(left([late, urged])).toEqual({ rungsReached: [urged], overlays: [] });
  });

  it('leaves what was climbed over something else, and the supervision with it', () => {
    const other = rung({ ...late, clock: 'recheck' });
    expect(left([late, other])).toEqual({ rungsReached: [other], overlays: ['supervised'] });
  });

  it('changes nothing where all of it counts', () => {
    expect(withoutRungs(file({ rungsReached: [late], overlays: ['supervised'] }), undefined)).toEqual({
      rungsReached: [late],
      overlays: ['supervised'],
    });
  });
});
