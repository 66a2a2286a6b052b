import { bodiesOf } from '../../../verification/simulation/bodies';
import type { CaseCommandType } from '../../../domain/case/commands';
import { deadState } from '../../../verification/simulation/dead-state';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { advance } from '../../../domain/forecast/world';
import type { Deadline } from '../../../domain/stream';
import { acceptPlan, notified, planTo } from './major-scenes';
import { confirming, NOW, order, ordered } from './second-scenes';
import { at } from './shanghai';
import { baihe } from './baihe-town';
import { served } from './given';
import { Play } from './play';
import { aPhoto } from './shots';

/** Why the case of a play stands still, whoever might give whatever command there is. */
const why = (play: Play): string | null => {
  const { file, now, pack: policy, world } = play;
  const { directory, calendar } = world;
  const actor = { personId: 'nobody', posts: [], aliases: [] };
  const context = { streamId: 'case:c1', policy, calendar, directory, now, actor, lookups: lookupsIn(world, file) };
  let shots = 0;
  return deadState(file, context, (who, types: CaseCommandType[]) => {
    const photo = () => {
      const id = `${who}-try-${String((shots += 1))}`;
      world.attachments.push(aPhoto(id, who, now));
      return id;
    };
    return bodiesOf({ file, policy, directory, now, who, subjectIds: ['s1'], photo }, types);
  });
};

const without = (play: Play, gone: (personId: string) => boolean): Play => {
  const { directory } = play.world;
  directory.posts = directory.posts.filter(({ personId }) => !gone(personId));
  return play;
};
const emptied = (play: Play): Play => without(play, () => true);

const changed = (play: Play, more: Partial<Deadline>, which: (deadline: Deadline) => boolean = () => true): Play => {
  play.world.cases.set('c1', {
    ...play.file,
    deadlines: play.file.deadlines.map((deadline) => (which(deadline) ? { ...deadline, ...more } : deadline)),
  });
  return play;
};
const stopped = (play: Play): Play => {
  play.world.cases.set('c1', { ...play.file, deadlines: [] });
  return play;
};

const inControl = (play: Play): Play =>
  play.act('efo1', {
    type: 'impose-control',
    scope: 'premises',
    measures: '停用',
    until: '2025-07-20',
    guardPersonId: 'ens',
  });
const untrue = (play: Play): Play =>
  play.act('vgg', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} });
const hanging = (): Play => {
  const play = new Play(baihe, at('2025-07-01T09:00')).noticed('2025-09-30');
  return play.act('ldc', {
    ...served(play.file.papers[0]?.documentId ?? '', play.now),
    mode: 'public-notice',
  } as never);
};

/** Every state that an open case comes to. */
const STATES: Record<string, () => Play> = {
  lead: () => new Play().reported(),
  registered: () => new Play().registered(),
  graded: () => new Play().graded(),
  assigned: () => new Play().assigned(),
  'assigned and sent back': () => new Play().assigned().act('vgm', { type: 'refuse-assignment', reason: '非本村' }),
  'assigned and accepted': () => new Play().accepted(),
  'assigned, its paper to be served': () => new Play().noticed(),
  'assigned, its order to be signed': () => new Play(baihe, NOW).accepted().act('efo1', order('efo2')),
  'assigned, its order to be decided': () => {
    const play = new Play(baihe, NOW).accepted().act('efo1', order('efo2'));
    return play.act('efo2', confirming(play));
  },
  'notified, its plan owed': () => notified('2026-03-31'),
  'notified, its plan reviewed': () => notified('2026-03-31').act('ens', planTo('2026-02-27')),
  'rectifying as 重大': () => notified('2026-03-31').act('ens', planTo('2026-02-27')).act('ds1', acceptPlan),
  rectifying: () => new Play().rectifying(),
  'rectifying under an order': () => ordered(false),
  'awaiting-recheck': () => new Play().rectifying().awaiting(),
  'awaiting-recheck under an order': () => ordered(),
  rechecking: () => new Play().rectifying().awaiting().act('ldc', { type: 'start-recheck' }),
  'closure-review': () => new Play().rectifying().awaiting().passed(),
  'closure-review under a control': () => inControl(new Play().rectifying('2025-07-22')).awaiting().passed(),
  watching: () => new Play().closed(),
};

describe('a case stands not still', () => {
  it.each(Object.keys(STATES))('that is %s', (name) => {
    expect(why(STATES[name]?.() ?? new Play())).toBeNull();
  });

  it('that has ended', () => {
    expect(why(emptied(stopped(untrue(new Play().registered()).decide('ofd', 'void'))))).toBeNull();
  });

  it('while a public notice hangs, whoever is gone: its time comes by itself', () => {
    expect(why(emptied(hanging()))).toBeNull();
  });

  it('while its date runs, or the watch owes nothing', () => {
    expect(why(emptied(new Play().rectifying()))).toBeNull();
    expect(why(emptied(new Play().closed()))).toBeNull();
  });

  it('while a public notice hangs beside an order that nobody is left to decide, whose clock repeats', () => {
    const play = new Play(baihe, NOW).noticed('2026-03-31').act('efo1', order('efo2'));
    play.act('efo2', confirming(play));
    play.act('ldc', { ...served(play.file.papers[0]?.documentId ?? '', play.now), mode: 'public-notice' } as never);
    expect(why(without(play, (id) => id === 'efh'))).toBeNull();
  });

  it('while the clock of a proposal runs that nobody may decide: it goes up', () => {
    const play = untrue(new Play().registered());
    expect(why(without(play, (id) => ['ofd', 'ofd2', 'l1', 'l2'].includes(id)))).toBeNull();
  });
});

describe('a case stands still', () => {
  it.each(Object.keys(STATES).filter((name) => name !== 'watching'))('that is %s without any clock', (name) => {
    expect(why(stopped(STATES[name]?.() ?? new Play()))).toMatch(/no clock runs$/);
  });

  it.each(Object.keys(STATES).filter((name) => !/^(notified|rectifying|watching)/.test(name)))(
    'that is %s with nobody left',
    (name) => {
      expect(why(emptied(STATES[name]?.() ?? new Play()))).toMatch(/nobody (can take the next step|may decide)/);
    },
  );

  it('where nobody owes the clock that runs, or it stands still itself', () => {
    expect(why(changed(new Play().assigned(), { addressee: 'none' }))).toBe('assigned: no clock runs');
    expect(why(changed(new Play().assigned(), { state: 'paused' }, ({ level }) => level === 0))).toMatch(/no clock/);
    expect(why(changed(new Play().assigned(), { state: 'fired' }))).toMatch(/no clock/);
  });

  it('not where what was missed is owed still, with a reminder ahead', () => {
    expect(why(changed(new Play().assigned(), { state: 'fired' }, ({ level }) => level === 0))).toBeNull();
  });

  it('after its date with nobody to look, and in the watch with a visit that nobody makes', () => {
    const late = new Play().rectifying('2025-07-22');
    advance(late.world, at('2025-07-24T10:00'));
    late.now = at('2025-07-24T10:00');
    expect(why(emptied(late))).toBe('rectifying: nobody can take the next step');
    const watched = new Play().closed();
    advance(watched.world, at('2025-08-08T10:00'));
    watched.now = at('2025-08-08T10:00');
    expect(why(watched)).toBeNull();
    expect(why(emptied(watched))).toBe('watching: nobody can take the next step');
  });

  it('where a proposal has nobody to decide it and no clock to hand it on', () => {
    const play = untrue(new Play().registered());
    without(play, (id) => ['ofd', 'ofd2', 'l1', 'l2', 'ldc', 'ldd'].includes(id));
    changed(play, { state: 'fired' }, ({ clock }) => clock === 'decision');
    expect(why(play)).toBe('registered: nobody may decide void');
  });

  it('in the watch without a clock', () => {
    expect(why(stopped(new Play().closed()))).toBe('watching: no clock runs');
  });
});
