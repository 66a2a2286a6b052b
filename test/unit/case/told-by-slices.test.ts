import { tellingsOfCase } from '../../../domain/case/tellings';
import type { CaseDraft } from '../../../domain/case/facts';
import type { Context } from '../../../domain/context';
import { proposing } from './commands/proposals';
import { baihe, calendar } from './baihe-town';
import { Play } from './play';
import { order } from './second-scenes';
import { at } from './shanghai';

const templatesOf = (play: Play, type: CaseDraft['type']): { template: string; personIds: string[] }[] => {
  const event = play.world.caseEvents.get('c1')?.findLast((candidate) => candidate.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  const draft = { type, body: event.body, signer: event.actor, cause: 'command' } as CaseDraft;
  const { directory } = play.world;
  return tellingsOfCase(play.file, draft, { directory, policy: baihe, calendar, now: play.now } as Context);
};

const storm = { ground: 'force-majeure', control: { notNeeded: '现场已停用' } } as const;
const extending = proposing('extend', { newDueOn: '2025-08-05', measures: '专人看护' });
const running = (): Play => new Play().rectifying('2025-07-22');
const suspended = (): Play =>
  running().act('ofc', proposing('suspend', storm), at('2025-07-10T10:00')).decide('l2', 'suspend');
const reviewed = (): Play => running().awaiting().passed();

describe('both sides are told', () => {
  it.each<[CaseDraft['type'], () => Play]>([
    ['notice-issued', () => new Play().noticed()],
    ['notice-served', running],
    ['closed', () => reviewed().decide('ofd', 'close')],
    ['closure-returned', () => reviewed().decide('ofd', 'close', 'reject', undefined, { returnTo: 'rectifying' })],
    ['date-moved', () => running().act('ens', extending).decide('ldd', 'extend')],
    ['extension-refused', () => running().act('ens', extending).decide('ldd', 'extend', 'reject')],
    ['suspended', suspended],
    ['resumed', () => suspended().act('ofc', proposing('resume')).decide('l2', 'resume')],
  ])('of %s', (type, play) => {
    const [telling] = templatesOf(play(), type);
    expect(telling?.template).toBe(type);
    expect(telling?.personIds).toEqual(expect.arrayContaining(['ens', 'enm', 'ldd']));
  });

  it('and the responsible unit of its assignment', () => {
    const [telling] = templatesOf(new Play().assigned(), 'assigned');
    expect(telling).toMatchObject({ template: 'assigned', personIds: expect.arrayContaining(['vgm']) });
  });
});

describe('who has to do something next is told', () => {
  it('that he is asked to sign', () => {
    const play = new Play().rectifying('2026-03-31').act('efo1', order('efo2'));
    expect(templatesOf(play, 'co-sign-asked')).toMatchObject([{ template: 'co-sign-asked', personIds: ['efo2'] }]);
  });

  it('that the control is over on which a suspension rests', () => {
    const imposed = { type: 'impose-control', scope: 'machine', measures: '停用', until: '2025-07-20' } as const;
    const play = running().act('efo1', { ...imposed, guardPersonId: 'ens' });
    play.act('ofc', proposing('suspend', { ...storm, control: 'imposed' }), at('2025-07-10T10:00'));
    play.decide('l2', 'suspend').act('ldc', { type: 'add-note', text: '续' }, at('2025-07-21T10:00'));
    const [telling] = templatesOf(play, 'suspension-recalled');
    expect(telling?.personIds).toEqual(expect.arrayContaining(['ldc', 'ldd']));
  });
});
