import { allowedCommands } from '../../../domain/case/allowed';
import type { CaseCommand } from '../../../domain/case/commands';
import { mayDecide } from '../../../domain/case/deciding';
import type { Proposal } from '../../../domain/case/proposal';
import { canReadCase, readersOf } from '../../../domain/case/readers';
import type { Context } from '../../../domain/context';
import { civilDateOf } from '../../../domain/clock/civil';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { decidersToday, decisionKeys } from '../../../domain/people/candidates';
import { postsOf, type Post } from '../../../domain/people/directory';
import { behalfKeys, owingKeys, readScope } from '../../../domain/people/reading';
import { ROLES, type Role } from '../../../domain/people/roles';
import { certificate, confirming, NOW, order, ordered } from './second-scenes';
import { baihe, calendar } from './baihe-town';
import { aReport, grading } from './given';
import { Play } from './play';

const OTHER_VILLAGE = 'zhujia';

/** A town with a second village, an owner in the investment company and a firm that has nothing to do with the case. */
const aPlay = (): Play => {
  const play = new Play(baihe, NOW);
  const { directory } = play.world;
  const meiqiao = directory.units['meiqiao'];
  if (meiqiao === undefined) throw new Error('no village');
  directory.units[OTHER_VILLAGE] = { ...meiqiao, unitId: OTHER_VILLAGE, slug: null, name: '朱家村' };
  const post = (personId: string, role: Role, unitId: string, subjectId: string | null = null): Post => ({
    postId: personId,
    personId,
    role,
    unitId,
    subjectId,
    from: '2020-01-01',
    to: null,
    certificate: null,
  });
  directory.posts.push(
    post('vg-other', 'VGg', OTHER_VILLAGE),
    post('vgm-other', 'VGm', OTHER_VILLAGE),
    post('en-other', 'ENs', 'meiqiao', 's9'),
    post('ow-touzi', 'OW', 'touzi', 's2'),
    post('en-touzi', 'ENs', 'touzi'),
    { ...post('st', 'ST', 'paichusuo'), certificate },
    post('gas', 'ST', 'shichangsuo'),
    post('ex', 'EX', 'baihe'),
    post('rp', 'RP', 'baihe'),
  );
  return play;
};

const contextOf = (play: Play, personId: string): Context => {
  const { directory } = play.world;
  const actor = { personId, posts: postsOf(directory, personId, civilDateOf(play.now)), aliases: [] };
  const lookups = lookupsIn(play.world, play.file);
  return { streamId: 'case:c1', policy: baihe, calendar, directory, now: play.now, actor, lookups };
};

const scopeOf = ({ now, world: { directory } }: Play, personId: string) =>
  readScope(personId, postsOf(directory, personId, civilDateOf(now)), directory);

const reads = (play: Play, personId: string): boolean => {
  const scope = scopeOf(play, personId);
  return scope !== null && canReadCase(scope, play.file);
};

const owes = (play: Play, personId: string): boolean => {
  const scope = scopeOf(play, personId);
  const keys = scope === null ? [] : owingKeys(scope);
  return readersOf(play.file).some(({ key, owedAt }) => owedAt !== null && keys.includes(key));
};

const note: CaseCommand = { type: 'add-note', text: '已知悉' };
const onSite: CaseCommand = { type: 'verify', method: 'on-site', finding: '属实' };
const assigning = (responsibleUnitId: string): CaseCommand => ({
  type: 'assign',
  leadUnitId: 'chengyun',
  responsibleUnitId,
  coUnitIds: [],
});

describe('U-44: whoever must act reads', () => {
  it('lets the village of the report read its lead, another village not', () => {
    const play = aPlay().act('vgg', aReport({ foundAt: NOW, villageUnitId: 'meiqiao' }));
    expect(['vgm', 'vgg2', 'vg-other', 'vgm-other'].map((id) => reads(play, id))).toEqual([true, true, false, false]);
    expect(play.attempt('vg-other', onSite)).toMatchObject({ code: 'forbidden' });
    expect(play.attempt('vgm-other', note)).toMatchObject({ code: 'forbidden', reason: 'not-your-case' });
    expect(play.attempt('vgm', onSite)).toBeNull();
  });

  it('lets every village read a lead of which nobody knows where it lies', () => {
    const play = aPlay().act('vgg', aReport({ foundAt: NOW }));
    expect(['vgm', 'vgm-other'].map((id) => reads(play, id))).toEqual([true, true]);
    expect(play.attempt('vg-other', onSite)).toBeNull();
  });

  it('refuses a village that is none', () => {
    for (const villageUnitId of ['nowhere', 'chengyun'])
      expect(aPlay().attempt('vgg', aReport({ foundAt: NOW, villageUnitId }))).toMatchObject({
        code: 'validation',
        reason: 'village-unknown',
        pointer: '/villageUnitId',
      });
  });

  it('ends the reading of who only verifies once the lead is none any more', () => {
    const play = aPlay()
      .act('vgg', aReport({ foundAt: NOW }))
      .act('ldd', onSite);
    expect(reads(play, 'vgm-other')).toBe(false);
  });

  it('lets the village where it lies, and the unit that verified it, read on when it is on the books', () => {
    const inVillage = aPlay().act('vgg', aReport({ foundAt: NOW, villageUnitId: 'meiqiao' }));
    inVillage.act('ru', onSite);
    const asked = ['vgm', 'vgg2', 'ru', 'vg-other', 'gas'];
    expect(asked.filter((id) => reads(inVillage, id))).toEqual(['vgm', 'vgg2', 'ru']);
    const voiding: CaseCommand = {
      type: 'propose',
      act: 'void',
      reason: '现场不存在',
      attachmentIds: ['vgm-1'],
      fields: {},
    };
    expect(inVillage.attempt('vgm', voiding)).toBeNull();
    const unknown = aPlay()
      .act('vgg', aReport({ foundAt: NOW }))
      .act('gas', onSite);
    expect(asked.filter((id) => reads(unknown, id))).toEqual(['gas']);
  });

  it('lets a station read what lies in its domains, where it may impose a control by its own power', () => {
    const on = { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'vgm' };
    for (const play of [aPlay().registered(), aPlay().graded()]) {
      expect(['st', 'gas'].filter((id) => reads(play, id))).toEqual(['st']);
      expect(play.attempt('st', { type: 'impose-control', ...on })).toBeNull();
      expect(play.attempt('gas', { type: 'impose-control', ...on })).toMatchObject({ reason: 'not-your-case' });
    }
  });

  it('lets the police station that imposed a control on a lead lift it later', () => {
    const play = aPlay().act('vgg', aReport({ foundAt: NOW }));
    const { directory } = play.world;
    const station = directory.units['paichusuo'];
    if (station === undefined) throw new Error('no station');
    directory.units['paichusuo'] = { ...station, domains: [], orderBasis: '消防法' };
    const on = { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'vgm' };
    play.act('st', { type: 'impose-control', ...on }).act('ldd', onSite);
    expect(['st', 'ru'].map((id) => reads(play, id))).toEqual([true, false]);
    expect(play.attempt('st', { type: 'lift-control', reason: '已消除', attachmentIds: ['st-1'] })).toBeNull();
  });

  it('lets the whole responsible unit read, owners and enterprises of a company that is one too', () => {
    const play = aPlay().graded().act('ofc', assigning('touzi'));
    expect(['ow-touzi', 'en-touzi', 'ow'].map((id) => reads(play, id))).toEqual([true, true, true]);
    expect(play.attempt('ow-touzi', { type: 'accept-assignment' })).toBeNull();
  });

  it('does not take the firms that lie in a village for the village', () => {
    const play = aPlay().accepted();
    expect(reads(play, 'en-other')).toBe(false);
    expect(play.attempt('en-other', note)).toMatchObject({ code: 'forbidden', reason: 'not-your-case' });
    expect(reads(play, 'ens')).toBe(true);
  });

  it('lets a department read what it decides, whatever the domain the case has so far', () => {
    const play = aPlay().graded();
    const unread = aPlay().registered();
    expect([reads(unread, 'ds1'), reads(unread, 'ds2')]).toEqual([true, false]);
    const proposal: Proposal = {
      proposalId: 'c1-p9',
      act: 'confirm-major',
      by: { kind: 'person', personId: 'ldd' },
      reason: '重大',
      openedAt: NOW,
      steps: [{ roles: ['DS'], domain: 'work-safety' }],
      above: [],
      decisions: [],
      decideBy: NOW,
      deadlineId: 'd',
      raised: 0,
      data: {},
    };
    play.world.cases.set('c1', { ...play.file, proposals: [proposal] });
    expect(reads(play, 'ds2')).toBe(true);
    expect(mayDecide(play.file, contextOf(play, 'ds2'), proposal)).toBeNull();
    // Answered as the decider he is, not as if the case did not exist.
    const asked = play.attempt('ds2', {
      type: 'decide-proposal',
      proposalId: 'c1-p9',
      decision: 'reject',
      opinion: '不属实',
    });
    expect(asked).toBeNull();
  });

  it('lets who is asked to sign read, and who proposed, and nobody else of their kind', () => {
    const play = aPlay().accepted().act('efo1', order('efo2'));
    expect(readersOf(play.file).map(({ key }) => key)).toContain('asked:efo2');
    play.act('efo2', confirming(play));
    expect(readersOf(play.file).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['author:efo1', 'decides:EFh@zhifa']),
    );
  });
});

describe('what a person owes', () => {
  it('is what is addressed to his unit: the grading to who grades it, the assignment to who answers it', () => {
    const registered = aPlay().registered();
    const asked = ['ldd', 'ofc', 'vgm', 'ens', 'efo1', 'au', 'l2'];
    expect(asked.filter((id) => owes(registered, id))).toEqual(['ldd', 'ofc']);
    const assigned = aPlay().assigned();
    expect(['ldd', 'ofd', 'vgm', 'vgg', 'ens', 'l1'].filter((id) => owes(assigned, id))).toEqual(['ofd', 'vgm', 'vgg']);
  });

  it('is for the side that rectifies its rectification, and nothing for the village where it lies', () => {
    const play = aPlay().rectifying('2026-03-31');
    expect(['ens', 'enm', 'vgm', 'ldd', 'ofc'].filter((id) => owes(play, id))).toEqual(['ens', 'enm', 'ofc']);
  });

  it('is, of what a subject owes, also for the responsible unit and its village to file where it has no account', () => {
    const play = aPlay().rectifying('2026-03-31');
    const files = (id: string): boolean => {
      const keys = behalfKeys(scopeOf(play, id) ?? { townId: '', personId: '', all: false, office: false, keys: [] });
      return readersOf(play.file).some(({ key, owedAt }) => owedAt !== null && keys.includes(key));
    };
    const asked = ['vgm', 'vgg', 'vg-other', 'ldd', 'ru', 'ens', 'ow'];
    expect(asked.filter(files)).toEqual(['vgm', 'vgg']);
    expect(asked.filter((id) => files(id) && !reads(play, id))).toEqual([]);
    play.awaiting();
    expect(asked.filter(files)).toEqual([]);
  });

  it('ends for everybody when nothing runs', () => {
    const play = aPlay()
      .act('vgg', aReport({ foundAt: NOW }))
      .act('vgg', { type: 'withdraw-lead', reason: '误报' });
    expect(readersOf(play.file).filter(({ owedAt }) => owedAt !== null)).toEqual([]);
  });
});

describe('the keys of a step', () => {
  const steps = ROLES.flatMap((role) => [
    { roles: [role] },
    { roles: [role], unitId: 'zhifa' },
    { roles: [role], domain: 'fire' },
    { roles: [role, 'L2'] satisfies Role[], unitId: 'qu-xiaofang', domain: 'work-safety' },
  ]);
  it.each(steps)('are held by those and those alone who may decide it: %j', (step) => {
    const play = aPlay();
    const { directory } = play.world;
    const entitled = new Set(decidersToday({ directory, now: NOW }, step).map(({ personId }) => personId));
    for (const personId of new Set(directory.posts.map((post) => post.personId))) {
      const held = scopeOf(play, personId)?.keys ?? [];
      expect([personId, decisionKeys(step).some((key) => held.includes(key))]).toEqual([
        personId,
        entitled.has(personId),
      ]);
    }
  });
});

describe('settled 3.1: reading follows acting, in every state', () => {
  const scenes: Record<string, () => Play> = {
    lead: () => aPlay().act('vgg', aReport({ foundAt: NOW, villageUnitId: 'meiqiao' })),
    registered: () => aPlay().registered(),
    graded: () => aPlay().registered().act('ldc', grading),
    assigned: () => aPlay().graded().act('ofc', assigning('touzi')),
    rectifying: () => aPlay().rectifying('2026-03-31'),
    'under an order': () => ordered(),
    'in review': () => aPlay().rectifying('2026-03-31').awaiting().passed(),
    watching: () => aPlay().rectifying('2026-03-31').awaiting().passed().decide('ofd', 'close'),
  };
  it.each(Object.keys(scenes))('gives nobody who may not read a command, a decision or a note: %s', (name) => {
    const play = scenes[name]?.() ?? aPlay();
    const people = [...new Set(play.world.directory.posts.map((post) => post.personId))];
    const strangers = people.filter((personId) => !reads(play, personId));
    const acting = strangers.filter((id) =>
      allowedCommands(play.file, contextOf(play, id)).some((button) => button.allowed),
    );
    expect(strangers.length).toBeGreaterThan(3);
    expect([acting, strangers.filter((id) => owes(play, id))]).toEqual([[], []]);
  });
});
