import type { EscalationDraft } from '../../../domain/escalation/facts';
import type { EscalationFile } from '../../../domain/escalation/file';
import { escalationModule, type EscalationOrder } from '../../../domain/escalation/module';
import { SYSTEM } from '../../../domain/stream';
import { Scene } from './scene';

const streamId = 'escalation:e1';
const scene = new Scene().decreed();
const file = (more: Partial<EscalationFile> = {}): EscalationFile => ({ ...scene.the('circular'), ...more });

describe('what a command on an escalation has looked up before it is decided', () => {
  const foreseen = (command: object, townId: string | null = 'baihe') =>
    escalationModule.foresees(command as EscalationOrder, { streamId, townId });
  const opening = { type: 'open', act: 'interview', addressee: 'subject:s1' };

  it('is what the addressee has already, where one is opened in a town', () => {
    const links = { ask: 'links', caseId: null, townId: 'baihe', act: 'interview', addressee: 'subject:s1' };
    expect(foreseen(opening)).toEqual([links]);
    expect(foreseen(opening, null)).toEqual([]);
  });

  it('is each upload that it names, once, and nothing where it names none', () => {
    expect(foreseen({ type: 'file-minutes', attachmentIds: ['a', 'b', 'a'] })).toEqual(
      ['a', 'b'].map((attachmentId) => ({ ask: 'attachment', attachmentId, streamId })),
    );
    expect(foreseen({ type: 'publish' })).toEqual([]);
  });
});

describe('what is looked up before a reader is let in', () => {
  const asked = (command: object, on: EscalationFile | null) =>
    escalationModule.admitAsks(on, command as EscalationOrder);
  const cases = ['c1', 'c2', 'c1'].map((caseId) => ({ caseId, cycle: 1, major: false }));

  it('are its cases, once each, where the right depends on them', () => {
    const report = { type: 'file-interview-report' };
    expect(asked(report, file({ cases }))).toEqual(
      ['c1', 'c2'].map((caseId) => ({ ask: 'case-file', caseId, townId: 'baihe' })),
    );
    expect(asked(report, null)).toEqual([]);
  });

  it('is nothing where it does not, and where the command is no direct one', () => {
    expect(asked({ type: 'publish' }, file({ cases }))).toEqual([]);
    expect(asked({ type: 'join', cases, why: 'rung' }, file({ cases }))).toEqual([]);
  });
});

describe('who is let in', () => {
  const asking = { ...scene.contextOf('ens') };

  it('is a ladder, and what another stream does, whoever is behind it', () => {
    const open = {
      type: 'open',
      act: 'interview',
      addressee: 'subject:s1',
      byLadder: true,
    } as unknown as EscalationOrder;
    expect(escalationModule.admit(null, open, asking)).toBeNull();
    expect(escalationModule.admit(file(), { type: 'became-major' }, asking)).toBeNull();
  });

  it('is nobody who may neither open one nor read it', () => {
    const open = {
      type: 'open',
      act: 'interview',
      addressee: 'subject:s1',
      byLadder: false,
    } as unknown as EscalationOrder;
    expect(escalationModule.admit(null, open, asking)).toMatchObject({ code: 'forbidden' });
    const stranger = { ...asking, actor: { personId: 'nobody', posts: [], aliases: [] } };
    expect(escalationModule.admit(file(), { type: 'publish' } as EscalationOrder, stranger)).not.toBeNull();
    expect(escalationModule.admit(null, { type: 'publish' } as EscalationOrder, stranger)).toBeNull();
  });
});

describe('the timeline of an escalation', () => {
  it('has the number of its last paper, and none before it has a paper', () => {
    const papers = file().papers;
    const told = escalationModule.timeline(file());
    expect(told).toMatchObject({ escalationIds: [file().escalationId], ended: false, number: papers.at(-1)?.number });
    expect(papers.at(-1)?.number).toBeDefined();
    const later = { ...papers[0], number: '后一件' } as EscalationFile['papers'][number];
    expect(escalationModule.timeline(file({ papers: [...papers, later] })).number).toBe('后一件');
    expect(escalationModule.timeline(file({ papers: [] })).number).toBeNull();
  });
});

describe('what an escalation does to others', () => {
  const draft = (type: EscalationDraft['type'], body: object = {}): EscalationDraft =>
    ({ type, body, signer: SYSTEM, cause: 'command' }) as EscalationDraft;
  const cases = ['c1', 'c2', 'c1'].map((caseId) => ({ caseId, cycle: 1, major: false }));
  const effects = (more: Partial<EscalationFile>, ...drafts: EscalationDraft[]) =>
    escalationModule.effects(file({ cases, ...more }), drafts, scene.contextOf('ofc'));

  it.each(['completed', 'withdrawn'] as const)('an interview that is %s lets go of each of its cases, once', (type) => {
    expect(effects({ act: 'interview' }, draft(type))).toEqual([
      { streamId: 'case:c1', later: true },
      { streamId: 'case:c2', later: true },
    ]);
  });

  it('nothing at another of its events, nor a circular at its end', () => {
    expect(effects({ act: 'interview' }, draft('approved'))).toEqual([]);
    expect(effects({ act: 'circular' }, draft('completed'))).toEqual([]);
  });
});
