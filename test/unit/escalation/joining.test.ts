import type { CaseFact, Lookups } from '../../../domain/context';
import type { EscalationFile, LinkedCase } from '../../../domain/escalation/file';
import { recordEffect, type EscalationEffect } from '../../../domain/escalation/joining';
import { recordingOn } from '../../../domain/escalation/recording-on';
import { SYSTEM } from '../../../domain/stream';
import { Scene, type Act } from './scene';

const proposed = new Scene().talked();
const approved = new Scene().summoned();
const linked = (caseId: string, more: Partial<LinkedCase> = {}): LinkedCase => ({
  caseId,
  cycle: 1,
  major: false,
  ...more,
});
const fact = (status: CaseFact['status']): CaseFact => ({ townId: 'baihe', status, cycle: 1, major: false });

interface Given {
  file?: Partial<EscalationFile>;
  /** How cases stand now. */
  now?: Record<string, CaseFact>;
  late?: string[];
}

/** What an escalation records of what another stream does to it. */
const recorded = (scene: Scene, effect: EscalationEffect, { file = {}, now = {}, late = [] }: Given = {}) => {
  const context = scene.contextOf('ofc');
  const lookups: Lookups = {
    ...context.lookups,
    caseNow: (caseId) => now[caseId],
    lateCases: () => late.map((caseId) => ({ ...linked(caseId), dueAt: scene.now })),
  };
  const recording = recordingOn({ ...scene.the('interview'), ...file }, { ...context, lookups }, SYSTEM);
  recordEffect(recording, effect);
  return recording.drafts.map(({ type, body }) => ({ type, body }));
};
const joined = (caseId: string, why: string) => ({ type: 'case-joined', body: { ...linked(caseId), why } });

describe('cases that join an escalation', () => {
  it('are recorded once each, and not where they are in it already in this cycle', () => {
    const cases = [linked('c1'), linked('c2'), linked('c2'), linked('c1', { cycle: 2 })];
    expect(recorded(proposed, { type: 'join', cases, why: 'rung' })).toEqual([
      joined('c2', 'rung'),
      { type: 'case-joined', body: { ...linked('c1', { cycle: 2 }), why: 'rung' } },
    ]);
  });

  it('bring with them all that are late of the same addressee where they were counted, and nobody else', () => {
    const given = { late: ['c3', 'c2'] };
    expect(recorded(proposed, { type: 'join', cases: [linked('c2')], why: 'counted' }, given)).toEqual([
      joined('c2', 'counted'),
      joined('c3', 'counted'),
    ]);
    expect(recorded(proposed, { type: 'join', cases: [linked('c2')], why: 'rung' }, given)).toEqual([
      joined('c2', 'rung'),
    ]);
  });

  it.each(['absence', 'silence'] as const)('that another escalation brings after %s have not ended since', (why) => {
    const cases = ['c2', 'c3', 'c4'].map((caseId) => linked(caseId));
    const now = { c2: fact('watching'), c3: fact('rectifying') };
    expect(recorded(proposed, { type: 'join', cases, why }, { now })).toEqual([joined('c3', why), joined('c4', why)]);
    expect(recorded(proposed, { type: 'join', cases, why: 'rung' }, { now })).toHaveLength(3);
  });

  it('raise an undecided circular to L1 where one of them is 重大, and nothing else (authority.md 1)', () => {
    const circular = new Scene().criticised();
    const types = (scene: Scene, effect: EscalationEffect, act: Act = 'circular') =>
      recorded(scene, effect, { file: scene.the(act) }).map(({ type }) => type);
    const joins = (major: boolean): EscalationEffect => ({
      type: 'join',
      cases: [linked('c2', { major })],
      why: 'rung',
    });
    expect(types(circular, joins(false))).toEqual(['case-joined']);
    expect(types(circular, joins(true))).toEqual(['case-joined', 'proposal-raised']);
    expect(types(circular, { type: 'became-major' })).toEqual(['proposal-raised']);
    expect(types(proposed, joins(true), 'interview')).toEqual(['case-joined']);
    expect(types(proposed, { type: 'became-major' }, 'interview')).toEqual([]);
    expect(types(new Scene().decreed(), { type: 'became-major' })).toEqual([]);
  });
});

describe('a case that leaves an escalation', () => {
  const two = { file: { cases: [linked('c1'), linked('c2')] } };
  const leaves = (why: 'case-closed' | 'case-void' | 'order-cancelled', caseId = 'c1'): EscalationEffect => ({
    type: 'leave',
    caseId,
    why,
  });

  it('leaves an undecided one, which the last of them withdraws with what is proposed', () => {
    expect(recorded(proposed, leaves('case-closed'), two)).toEqual([
      { type: 'case-left', body: { caseId: 'c1', why: 'case-closed' } },
    ]);
    const { proposalId } = proposed.the('interview').proposals[0] ?? {};
    expect(recorded(proposed, leaves('case-closed'))).toMatchObject([
      { type: 'case-left' },
      { type: 'proposal-withdrawn', body: { proposalId, reason: 'case-closed' } },
      { type: 'withdrawn', body: { why: 'case-closed' } },
    ]);
  });

  it('stays in one that is decided, unless its lateness counts no more', () => {
    expect(recorded(approved, leaves('case-closed'))).toEqual([]);
    expect(recorded(approved, leaves('order-cancelled'))).toEqual([
      { type: 'case-left', body: { caseId: 'c1', why: 'order-cancelled' } },
    ]);
  });

  it('that was not there at all ends an approved one with the last that was, and never over one that is there', () => {
    expect(recorded(approved, leaves('case-void')).map(({ type }) => type)).toEqual(['withdrawn']);
    expect(recorded(approved, leaves('case-void'), { ...two, now: { c2: fact('void') } })).toMatchObject([
      { type: 'withdrawn', body: { why: 'case-void' } },
    ]);
    expect(recorded(approved, leaves('case-void'), { ...two, now: { c2: fact('rectifying') } })).toEqual([]);
    expect(recorded(approved, leaves('case-void'), two)).toEqual([]);
  });

  it('changes nothing where it is not in it, nor where it speaks to another addressee than the one that is spared', () => {
    expect(recorded(proposed, leaves('case-closed', 'c9'), two)).toEqual([]);
    const spared = { ...leaves('order-cancelled'), addressee: 'unit:meiqiao' } as EscalationEffect;
    expect(recorded(proposed, spared, two)).toEqual([]);
    const own = { ...leaves('order-cancelled'), addressee: 'subject:s1' } as EscalationEffect;
    expect(recorded(proposed, own, two)).toHaveLength(1);
  });
});
