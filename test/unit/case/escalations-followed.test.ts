import type { CaseDraft } from '../../../domain/case/facts';
import type { CaseFile } from '../../../domain/case/file';
import { caseModule } from '../../../domain/case/module';
import type { EscalationLookup, LateCase, Lookups } from '../../../domain/context';
import { SYSTEM, type Addressee } from '../../../domain/stream';
import type { Effect } from '../../../domain/stream-module';
import { Play } from './play';

const fresh: EscalationLookup = { escalationId: 'e1', linked: false, fresh: true };

interface Scene {
  file?: Partial<CaseFile>;
  /** How the case stands to each escalation, by its act. */
  known?: Partial<Record<string, EscalationLookup>>;
  /** What it is linked to. */
  linked?: string[];
  late?: LateCase[];
}

const play = new Play().rectifying();

/** What these events of the case make its escalations do. */
const effectsOf = (drafts: CaseDraft[], { file = {}, known = {}, linked = [], late = [] }: Scene = {}): Effect[] => {
  const context = play.contextOf('ofc');
  const lookups: Lookups = {
    ...context.lookups,
    escalation: (act) => known[act] ?? fresh,
    linkedEscalations: () => linked,
    lateCases: () => late,
  };
  return caseModule.effects({ ...play.file, ...file }, drafts, { ...context, lookups });
};

const draft = (type: CaseDraft['type'], body: object): CaseDraft =>
  ({ type, body, signer: SYSTEM, cause: 'command' }) as CaseDraft;

const rung = (more: object = {}): CaseDraft =>
  draft('rung-reached', {
    act: 'interview',
    clock: 'rectify',
    level: 3,
    addressee: 'subject:s1',
    escalationId: 'e1',
    ...more,
  });

const own = { caseId: 'c1', cycle: 1, major: false };
const linked = { caseId: 'c2', cycle: 1, major: true };
const other: LateCase = { ...linked, dueAt: '2025-07-22T16:00:00.000Z' };

describe('a rung that opens an escalation', () => {
  it('opens it with the case, for the unit that holds it, and says which hazard is late', () => {
    expect(effectsOf([rung()])).toEqual([
      {
        streamId: 'escalation:e1',
        command: {
          type: 'open',
          act: 'interview',
          addressee: 'subject:s1',
          addresseeName: play.file.subjects[0]?.name,
          addresseeIsCompany: true,
          hostUnitId: 'chengyun',
          byLadder: true,
          reason: `隐患逾期：${play.file.title}`,
          cases: [own],
          why: 'rung',
        },
      },
    ]);
  });

  it('says of a public body that it is no company, and of a unit its name', () => {
    const subjects = play.file.subjects.map((subject) => ({ ...subject, kind: 'public-body' as const }));
    expect(effectsOf([rung()], { file: { subjects } })).toMatchObject([{ command: { addresseeIsCompany: false } }]);
    expect(effectsOf([rung({ addressee: 'unit:meiqiao' })])).toMatchObject([
      {
        command: {
          addresseeName: play.world.directory.units['meiqiao']?.name,
          addresseeIsCompany: false,
          hostUnitId: 'chengyun',
        },
      },
    ]);
    expect(effectsOf([rung({ addressee: 'unit:gone' })])).toMatchObject([{ command: { addresseeName: 'gone' } }]);
  });

  it('of a unit whose cases were counted is the office’s, with every case that is late', () => {
    const late = [other];
    const counted = rung({ addressee: 'unit:meiqiao', counted: true });
    expect(effectsOf([counted], { late })).toMatchObject([
      { command: { hostUnitId: 'zhuanban', reason: '期限内多起隐患逾期', why: 'counted', cases: [own, linked] } },
    ]);
    // Of a subject it stays with who holds the case.
    expect(effectsOf([rung({ counted: true })], { late })).toMatchObject([
      { command: { hostUnitId: 'chengyun', why: 'counted', cases: [own, linked] } },
    ]);
    expect(effectsOf([rung()], { late })).toMatchObject([{ command: { cases: [own] } }]);
  });

  it('asks for no late cases before it is known how the case stands to it', () => {
    const known = { interview: { ...fresh, unasked: true as const } };
    const late = [other];
    expect(effectsOf([rung({ counted: true })], { known, late })).toMatchObject([{ command: { cases: [own] } }]);
  });
});

describe('a rung that finds an escalation', () => {
  it('joins one that is open, as the first thing that happens to it', () => {
    const known = { interview: { ...fresh, fresh: false } };
    expect(effectsOf([rung()], { known })).toEqual([
      { streamId: 'escalation:e1', command: { type: 'join', cases: [own], why: 'rung' }, later: true },
    ]);
    expect(effectsOf([rung({ counted: true })], { known })).toMatchObject([{ command: { why: 'counted' } }]);
  });

  it('joins what a rung of the same step has just opened', () => {
    expect(effectsOf([rung(), rung({ clock: 'plan' })])).toMatchObject([
      { command: { type: 'open' } },
      { command: { type: 'join' } },
    ]);
  });

  it('does nothing where the case is linked to it, where it opens none, and at a rung that is none of its acts', () => {
    expect(effectsOf([rung()], { known: { interview: { ...fresh, linked: true } } })).toEqual([]);
    expect(effectsOf([rung({ escalationId: undefined })])).toEqual([]);
    expect(effectsOf([rung({ act: 'remind' })])).toEqual([]);
  });
});

describe('a case that leaves its escalations', () => {
  const linked = ['e1', 'e2'];
  const leaving = (why: string) =>
    linked.map((id) => ({ streamId: `escalation:${id}`, command: { type: 'leave', caseId: 'c1', why } }));

  it.each([
    ['closed', 'case-closed'],
    ['archived', 'case-closed'],
    ['voided', 'case-void'],
    ['lead-withdrawn', 'case-void'],
  ] as const)('at %s leaves all of them: %s', (type, why) => {
    expect(effectsOf([draft(type, {})], { linked })).toEqual(leaving(why));
  });

  it('tells those of a case that becomes 重大, and no others', () => {
    expect(effectsOf([draft('graded', { grade: 'major' })], { linked })).toEqual(
      linked.map((id) => ({ streamId: `escalation:${id}`, command: { type: 'became-major' } })),
    );
    expect(effectsOf([draft('graded', { grade: 'general' })], { linked })).toEqual([]);
  });

  it('tells what the same step opens afterwards nothing of what went before', () => {
    const opens = rung({ escalationId: 'e2' });
    const of = (drafts: CaseDraft[], known?: Scene['known']) =>
      effectsOf(drafts, { linked, ...(known === undefined ? {} : { known }) }).map(({ streamId }) => streamId);
    expect(of([draft('graded', { grade: 'major' }), opens])).toEqual(['escalation:e1', 'escalation:e2']);
    expect(effectsOf([draft('graded', { grade: 'major' }), opens], { linked })).toMatchObject([
      { streamId: 'escalation:e1', command: { type: 'became-major' } },
      { streamId: 'escalation:e2', command: { type: 'open' } },
    ]);
    // What is open already hears of it, and so does what no rung opens.
    const known = { interview: { ...fresh, fresh: false } };
    expect(of([draft('graded', { grade: 'major' }), opens], known)).toEqual([
      'escalation:e1',
      'escalation:e2',
      'escalation:e2',
    ]);
    const reminds = rung({ act: 'remind', escalationId: 'e2' });
    expect(of([draft('graded', { grade: 'major' }), reminds])).toEqual(['escalation:e1', 'escalation:e2']);
    expect(of([opens, draft('graded', { grade: 'major' })])).toEqual([
      'escalation:e2',
      'escalation:e1',
      'escalation:e2',
    ]);
  });

  it('leaves those that an order that is cancelled leaves behind', () => {
    expect(effectsOf([draft('order-cancelled', { leaves: ['e2'] })], { linked })).toEqual([
      {
        streamId: 'escalation:e2',
        command: { type: 'leave', caseId: 'c1', why: 'order-cancelled', addressee: 'subject:s1' },
      },
    ]);
    expect(effectsOf([draft('order-cancelled', {})], { linked })).toEqual([]);
  });

  it('leaves those of a village in which the subject never lay, in this cycle', () => {
    const link = (escalationId: string, addressee: Addressee, cycle: number) =>
      ({ escalationId, act: 'interview', addressee, cycle }) as const;
    const escalations = [
      link('e1', 'unit:meiqiao', 1),
      link('e2', 'unit:meiqiao', 2),
      link('e3', 'unit:other', 2),
      link('e4', 'subject:s1', 2),
    ];
    const corrected = draft('subject-corrected', { corrections: [{ subjectId: 's1', placeUnitId: 'meiqiao' }] });
    expect(effectsOf([corrected], { file: { escalations, cycle: 2 } })).toEqual([
      { streamId: 'escalation:e2', command: { type: 'leave', caseId: 'c1', why: 'case-closed' } },
    ]);
  });
});
