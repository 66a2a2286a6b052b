import type { EscalationEnvelope } from '../../domain/escalation/facts';
import { levelsOf, type Teller } from './stack-expected';
import { Ledger, type Plan } from './stack-ledger';
import type { Terms } from './stack-terms';

const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;

export const tellerOfEscalation = (terms: Terms): Teller<EscalationEnvelope> => {
  const ledger = new Ledger();
  let act = '';
  const levels = levelsOf();
  const arm = (clock: string, nowMs: number, more: Partial<Plan> = {}): void => {
    const dueMs = more.dueMs ?? nowMs + terms.of(clock) * 1000;
    ledger.arm({ clock, cycle: 1, nowMs, ...more, dueMs });
  };
  const tell = (event: EscalationEnvelope): void => {
    change(event);
    ledger.remind(Date.parse(event.at), terms.remindEvery);
  };
  const change = (event: EscalationEnvelope): void => {
    const now = Date.parse(event.at);
    const fired = event.body.fires === undefined ? undefined : ledger.fire(event.body.fires, now);
    switch (event.type) {
      case 'escalation-opened':
        act = event.body.act;
        return;
      case 'proposal-opened':
        arm('decision', now, { ref: event.body.proposalId });
        levels.opened(event.body.proposalId, event.body.steps);
        return;
      case 'proposal-raised':
        levels.raised(event.body.proposalId, event.body.to);
        ledger.cancel(ledger.live('decision'));
        arm('decision', now, { ref: event.body.proposalId });
        return;
      case 'proposal-decided':
        ledger.meet(ledger.live('decision'));
        return;
      case 'approved':
        if (act === 'interview')
          arm('interview-held', now, { rungs: terms.ladder('government-unit').map(({ after }) => after) });
        // The pack of the run says nothing of it: as long as a talk may take.
        if (act === 'circular') arm('publish', now, { dueMs: now + terms.of('interview-held') * 1000 });
        // 督办 of a ladder ends with the civil day in Shanghai.
        if (act === 'supervise')
          arm('day-end', now, { dueMs: (Math.floor((now + shanghaiMs) / dayMs) + 1) * dayMs - shanghaiMs });
        return;
      case 'interview-held':
        ledger.meet(ledger.live('interview-held'));
        arm('interview-report', now, { dueMs: Date.parse(event.body.heldAt) + terms.of('interview-report') * 1000 });
        return;
      case 'absence-recorded':
        ledger.meet(ledger.live('interview-held'));
        return;
      case 'interview-report-filed':
        ledger.meet(ledger.live('interview-report'));
        return;
      case 'completed':
      case 'withdrawn':
      case 'rejected':
      case 'circular-withdrawn':
        ledger.cancel(ledger.live());
        return;
      case 'case-joined':
      case 'case-left':
      case 'proposal-withdrawn':
      case 'minutes-filed':
      case 'company-heard':
      case 'rung-reached':
      case 'unit-succeeded':
      case 'subject-merged':
        return;
      case 'published':
        ledger.meet(ledger.live('publish'));
        return;
      case 'deadline-missed':
        if (fired?.clock === 'decision' && levels.isLast(fired.ref)) arm('decision', now, { ref: fired.ref ?? '' });
        return;
    }
  };
  return { ledger, tell };
};
