import type { CaseEnvelope } from '../../domain/case/facts';
import { Ledger, type Plan } from './stack-ledger';
import type { Terms } from './stack-terms';

/** Retells which deadlines a stream has after each event; it reads what happened, never what the event says of deadlines. */
export interface Teller<E> {
  ledger: Ledger;
  tell: (event: E) => void;
}

/** At an authority of the district and at L1 the clock of a late decision runs again. */
const repeats = (roles: readonly string[]): boolean => roles.includes('L1') || roles.every((role) => role === 'DS');

/** Who is to decide each open proposal, step by step. */
export const levelsOf = () => {
  const steps = new Map<string, readonly (readonly string[])[]>();
  return {
    opened: (id: string, list: { roles: string[] }[]) =>
      steps.set(
        id,
        list.map(({ roles }) => roles),
      ),
    decided: (id: string) => steps.set(id, (steps.get(id) ?? []).slice(1)),
    raised: (id: string, to: { roles: string[] }) => steps.set(id, [to.roles, ...(steps.get(id) ?? []).slice(1)]),
    isLast: (id: string | null) => repeats(steps.get(id ?? '')?.[0] ?? []),
  };
};

const ladderOfSubject: Readonly<Record<string, string>> = {
  enterprise: 'enterprise',
  'sole-trader': 'enterprise',
  'property-manager': 'enterprise',
  individual: 'individual',
  'public-body': 'government-unit',
};

export const tellerOfCase = (terms: Terms): Teller<CaseEnvelope> => {
  const ledger = new Ledger();
  let cycle = 1;
  let graded = false;
  let refusals = 0;
  let servedMs = 0;
  let subjectKind = '';
  let tags: string[] = [];
  let fixingOwner = false;
  const levels = levelsOf();

  const arm = (clock: string, fromMs: number, nowMs: number, more: Partial<Plan> = {}): void => {
    const ladder = ['decision', 'co-sign', 'service-effective', 'watch-end'].includes(clock)
      ? []
      : terms.ladder('government-unit');
    const dueMs = more.dueMs ?? fromMs + terms.of(clock) * 1000;
    ledger.arm({ clock, cycle, nowMs, rungs: ladder.map(({ after }) => after), ...more, dueMs });
  };
  /** The first rungs are left out in a later cycle, the rest come at the times of the first; the last one always stays. */
  const armRectify = (fromMs: number, nowMs: number, seconds: number): void => {
    const rungs = terms.ladder(ladderOfSubject[subjectKind] ?? 'enterprise').map(({ after }) => after);
    const left = rungs.length - Math.min(cycle - 1, rungs.length - 1);
    const dueMs = fromMs + seconds * 1000;
    ledger.arm({
      clock: 'rectify',
      cycle,
      dueMs,
      nowMs,
      reminders: terms.reminders('rectify'),
      rungs: rungs.slice(0, left),
    });
  };

  const isLate = (nowMs: number): boolean =>
    ledger.live('rectify').some(({ level, state, dueMs }) => level === 0 && (state === 'fired' || dueMs <= nowMs));

  const tell = (event: CaseEnvelope): void => {
    change(event);
    ledger.remind(Date.parse(event.at), terms.remindEvery);
  };

  const change = (event: CaseEnvelope): void => {
    const now = Date.parse(event.at);
    const fired = event.body.fires === undefined ? undefined : ledger.fire(event.body.fires, now);
    switch (event.type) {
      case 'reported':
        arm('verify', now, now);
        return;
      case 'verified':
        ledger.meet(ledger.live('verify'));
        arm('grade', now, now);
        return;
      case 'graded':
        ledger.meet(ledger.live('grade'));
        subjectKind = event.body.subjects[0]?.kind ?? '';
        tags = terms.tagsOf(event.body.hazardType);
        if (!graded) arm('assign', now, now);
        graded = true;
        return;
      case 'assigned':
        ledger.meet(ledger.live('assign'));
        ledger.cancel(ledger.live('accept'));
        if (!fixingOwner) arm('accept', now, now);
        fixingOwner = false;
        return;
      case 'assignment-accepted':
        ledger.meet(ledger.live('accept'));
        arm('serve', now, now);
        return;
      case 'assignment-refused':
        ledger.meet(ledger.live('accept'));
        if (refusals === 0) arm('assign', now, now);
        refusals += 1;
        return;
      case 'notice-served':
        ledger.meet(ledger.live('serve'));
        servedMs = Date.parse(event.body.servedAt);
        return;
      case 'rectification-started':
        armRectify(servedMs, now, terms.of('rectify'));
        return;
      case 'recheck-requested':
        ledger.pause('rectify');
        if (ledger.live('recheck').length === 0) arm('recheck', now, now);
        return;
      case 'recheck-passed':
        ledger.meet(ledger.live('recheck'));
        ledger.pause('rectify');
        return;
      case 'recheck-failed':
        ledger.meet(ledger.live('recheck'));
        ledger.resume('rectify', now);
        if (isLate(now)) arm('recheck', now, now);
        return;
      case 'closure-returned':
        if (event.body.to === 'rectifying') ledger.resume('rectify', now);
        if (event.body.to === 'rechecking' || isLate(now)) arm('recheck', now, now);
        return;
      case 'closed':
        ledger.meet(ledger.live('rectify'));
        ledger.cancel(ledger.live());
        return;
      case 'watch-started': {
        const { visits, end } = terms.watch(tags);
        const first = ledger.nextN('watch-visit', cycle);
        for (const [index, after] of visits.entries())
          arm('watch-visit', now, now, { n: first + index, dueMs: now + after * 1000 });
        arm('watch-end', now, now, { dueMs: now + end * 1000 });
        return;
      }
      case 'watch-visited': {
        // Found again before the window of the next visit has begun meets nothing.
        if (event.body.meets === undefined) return;
        const [earliest] = ledger
          .live('watch-visit')
          .filter(({ level }) => level === 0)
          .sort((a, b) => a.dueMs - b.dueMs);
        ledger.meet(ledger.live('watch-visit').filter(({ n }) => n === earliest?.n));
        return;
      }
      case 'relapse-confirmed':
        ledger.cancel(ledger.live());
        cycle = event.body.cycle;
        armRectify(now, now, terms.relapse);
        return;
      case 'archived':
      case 'lead-withdrawn':
      case 'voided':
        ledger.cancel(ledger.live());
        return;
      case 'proposal-opened':
        arm('decision', now, now, { ref: event.body.proposalId });
        levels.opened(event.body.proposalId, event.body.steps);
        return;
      case 'proposal-decided':
        levels.decided(event.body.proposalId);
        ledger.meet(ledger.live('decision', event.body.proposalId));
        if (!event.body.final) arm('decision', now, now, { ref: event.body.proposalId });
        fixingOwner = event.body.act === 'reassign-above';
        return;
      case 'proposal-raised':
        levels.raised(event.body.proposalId, event.body.to);
        ledger.cancel(ledger.live('decision', event.body.proposalId));
        arm('decision', now, now, { ref: event.body.proposalId });
        return;
      case 'proposal-withdrawn':
        ledger.cancel(ledger.live('decision', event.body.proposalId));
        return;
      case 'deadline-missed':
        if (fired === undefined) return;
        if (event.body.clock === 'decision' && levels.isLast(fired.ref))
          arm('decision', now, now, { ref: fired.ref ?? '' });
        if (event.body.clock !== 'rectify') return;
        if (!ledger.runs('recheck')) arm('recheck', fired.dueMs - 1, now);
        return;
      case 'notice-issued':
      case 'progress-reported':
      case 'recheck-started':
      case 'archive-held':
      case 'watch-ended':
      case 'note-added':
      case 'reminder-due':
      case 'rung-reached':
        return;
      default:
        throw new Error(`this telling does not know ${event.type}: the run must not bring it about`);
    }
  };
  return { ledger, tell };
};
