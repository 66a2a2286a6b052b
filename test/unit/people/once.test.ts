import { caseModule } from '../../../domain/case/module';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { onceEach } from '../../../domain/people/once';
import { tellingsOfCase } from '../../../domain/case/tellings';
import type { Telling } from '../../../domain/people/telling';
import type { CaseDraft } from '../../../domain/case/facts';
import type { Context } from '../../../domain/context';
import { baihe, calendar } from '../case/baihe-town';
import { Play } from '../case/play';
import { NOW } from '../case/second-scenes';

const SYSTEM = { personId: 'system', posts: [], aliases: [] };

const contextAt = (play: Play, now: string, streamId = 'case:c1'): Context => ({
  streamId,
  policy: baihe,
  calendar,
  directory: play.world.directory,
  now,
  actor: SYSTEM,
  lookups: lookupsIn(play.world, play.file),
});

/** The events of a case as people are told of them once all are written. */
const toldOf = (play: Play, drafts: CaseDraft[], now: string): { tellings: Telling[] }[] => {
  const context = contextAt(play, now);
  let file = play.file;
  for (const draft of drafts) {
    const event = { ...draft, streamId: 'case:c1', seq: file.version + 1, at: now, actor: draft.signer };
    file = caseModule.evolve(file, event);
  }
  return drafts.map((draft) => ({ tellings: tellingsOfCase(file, draft, context) }));
};

const messages = (told: { tellings: Telling[] }[]): string[] =>
  told.flatMap(({ tellings }) =>
    tellings.flatMap(({ personIds, template }) => personIds.map((id) => `${id} ${template}`)),
  );

const perPerson = (all: string[]): Map<string, string[]> => Map.groupBy(all, (one) => one.split(' ')[0] ?? '');

describe('one message a person and fact (settled 7)', () => {
  it('a decision that nobody took in time is told once to the late side, and asks the next level', () => {
    const play = new Play(baihe, NOW).registered();
    play.act('ldd', { type: 'propose', act: 'void', reason: '不实', attachmentIds: ['ldd-1'], fields: {} });
    const due = play.file.deadlines.find(({ clock }) => clock === 'decision')?.dueAt ?? '';
    const before = { ...play.file, deadlines: play.file.deadlines.filter(({ clock }) => clock === 'decision') };
    play.world.cases.set('c1', before);
    const { drafts } = caseModule.settle(before, contextAt(play, due));
    expect(drafts.map(({ type }) => type)).toEqual(['deadline-missed', 'rung-reached', 'proposal-raised']);
    const told = toldOf(play, drafts, due);
    expect([...perPerson(messages(told)).values()].some((own) => own.length > 1)).toBe(true);
    const once = messages(onceEach(told));
    expect([...perPerson(once).values()].every((own) => own.length === 1)).toBe(true);
    expect(once).toContain('l2 decision-asked');
    expect(once).toContain('ofd deadline-missed');
  });

  it('who must decide what a ladder proposes is asked, and not told of the rung beside', () => {
    const rung: Telling = { personIds: ['l2', 'ofc'], template: 'rung-interview', data: {}, fact: 'interview:unit:x' };
    const asked: Telling = {
      personIds: ['l2'],
      template: 'decision-asked',
      data: {},
      fact: 'interview:unit:x',
      asks: true,
    };
    expect(messages(onceEach([{ tellings: [rung] }, { tellings: [asked] }]))).toEqual([
      'ofc rung-interview',
      'l2 decision-asked',
    ]);
  });

  it('two facts are two messages, and nobody is named twice in one', () => {
    const one: Telling = { personIds: ['a', 'a', 'b'], template: 'notice-served', data: {} };
    const other: Telling = { personIds: ['a'], template: 'notice-issued', data: {} };
    expect(messages(onceEach([{ tellings: [one, other] }]))).toEqual([
      'a notice-served',
      'b notice-served',
      'a notice-issued',
    ]);
  });

  it('asks nobody who stands in a conflict, nor a level that was passed over at once', () => {
    const play = new Play(baihe, NOW).registered();
    play.act('ldc', { type: 'propose', act: 'void', reason: '不实', attachmentIds: ['ldc-1'], fields: {} });
    const opened = (play.world.caseEvents.get('c1') ?? []).find(({ type }) => type === 'proposal-opened');
    const [telling] = tellingsOfCase(play.file, { ...opened, signer: opened?.actor } as never, contextAt(play, NOW));
    expect(telling?.personIds).toEqual(['ofd', 'ofd2']);
  });
});
