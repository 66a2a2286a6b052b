import { uploadsNamedIn } from '../case/evidence';
import type { CaseEvent } from '../case/facts';
import type { CaseFile } from '../case/file';
import type { Instant } from '../clock/instant';
import type { AttachmentFact, LateCase, Lookups } from '../context';
import { joinKeyFor, joinKeyOf } from '../escalation/join-key';
import { factOf, stillCounts } from '../escalation/linked';
import type { ClockName } from '../stream';
import type { World } from './world';

/** Whether a later event says that a miss counts no more. */
const isUndone = (later: CaseEvent[], { clock, dueAt }: { clock: ClockName; dueAt: Instant }): boolean =>
  later.some(
    ({ body: { uncounts } }) => uncounts !== undefined && uncounts.clocks.includes(clock) && dueAt > uncounts.since,
  );

const lateOf = (world: World, addressee: string, since: Instant, self: string | undefined): LateCase[] =>
  [...world.caseEvents].flatMap(([caseId, events]): LateCase[] => {
    const file = world.cases.get(caseId);
    if (file === undefined || caseId === self) return [];
    const [first] = events
      .flatMap((event, index) =>
        event.type === 'deadline-missed' && !isUndone(events.slice(index + 1), event.body) ? [event.body] : [],
      )
      .filter(({ addressee: whose, dueAt, clock, fires }) => {
        const missed = { clock, cycle: Number(fires?.split(':')[1]) };
        return whose === addressee && dueAt >= since && stillCounts(file, missed);
      });
    return first ? [{ caseId, cycle: file.cycle, dueAt: first.dueAt, major: file.grade === 'major' }] : [];
  });

/** Interviews of an addressee that the unit ladder opened since an instant and nobody withdrew. */
const countedInterviews = (world: World, addressee: string, since: string): number =>
  [...world.escalations.values()].filter(
    (e) =>
      e.act === 'interview' &&
      e.addressee === addressee &&
      e.byLadder &&
      e.status !== 'withdrawn' &&
      e.openedAt >= since &&
      (world.escalationEvents.get(e.escalationId) ?? []).some(
        (event) => event.type === 'case-joined' && event.body.why === 'counted',
      ),
  ).length;

const namesContent = (body: unknown, sha256: string): boolean => {
  if (Array.isArray(body)) return body.some((item) => namesContent(item, sha256));
  if (typeof body !== 'object' || body === null) return false;
  return Object.entries(body).some(
    ([field, inner]: [string, unknown]) => (field === 'sha256' && inner === sha256) || namesContent(inner, sha256),
  );
};

/** Whether this case names an upload, and another one its content. */
const usesOf = (world: World, { attachmentId, sha256 }: AttachmentFact, self: string | undefined) => ({
  usedHere: (world.caseEvents.get(self ?? '') ?? []).some(({ body }) => uploadsNamedIn(body).includes(attachmentId)),
  usedElsewhere: [...world.caseEvents].some(
    ([caseId, events]) => caseId !== self && events.some(({ body }) => namesContent(body, sha256)),
  ),
});

/** What a decision under way has made of the town so far. */
interface UnderWay {
  latest: () => World;
  /** Undefined for a case that is no part of it. */
  caseNow: (caseId: string) => CaseFile | undefined;
}

/**
 * The record's questions answered from memory, outside a decision or within one. The next number is only shown here, whoever
 * decides gives it out.
 */
export const lookupsIn = (
  world: World,
  file: CaseFile | null,
  { latest, caseNow }: UnderWay = { latest: () => world, caseNow: () => undefined },
): Lookups => {
  const linked = (caseId: string, cycle: number): string[] =>
    [...latest().escalations.values()]
      .filter((escalation) => escalation.cases.some((link) => link.caseId === caseId && link.cycle === cycle))
      .map((escalation) => escalation.escalationId);
  return {
    subject: (id) => world.subjects.find((subject) => subject.subjectId === id),
    attachment: (id) => {
      const found = world.attachments.find((attachment) => attachment.attachmentId === id);
      return found && { ...found, ...usesOf(world, found, file?.caseId) };
    },
    caseFile: (caseId) => world.cases.get(caseId),
    externalCase: (source, externalId) =>
      [...world.cases.values()].find((one) => one.source === source && one.externalId === externalId),
    escalation: (act, addressee) => {
      const now = latest();
      const all = [...now.escalations.values()].filter((e) => e.act === act && e.addressee === addressee);
      const own =
        file && all.find((e) => e.cases.some((link) => link.caseId === file.caseId && link.cycle === file.cycle));
      if (own) return { escalationId: own.escalationId, linked: true, fresh: false };
      const key = joinKeyFor(world.directory.townId, act, addressee);
      const open = all.find((e) => joinKeyOf(e) === key);
      if (open) return { escalationId: open.escalationId, linked: false, fresh: false };
      return { escalationId: `e${String(world.escalations.size + 1)}-${act}`, linked: false, fresh: true };
    },
    lateCount: (addressee, since, most) => Math.min(most, lateOf(world, addressee, since, file?.caseId).length),
    lateCases: (addressee, since) => lateOf(world, addressee, since, file?.caseId),
    caseNow: (caseId) => {
      const found = caseNow(caseId) ?? world.cases.get(caseId);
      return found && factOf(found);
    },
    unitInterviews: (addressee, since) => countedInterviews(world, addressee, since),
    linkedEscalations: () => (file ? linked(file.caseId, file.cycle) : []),
    openInterviews: () =>
      [...world.escalations.values()].filter(
        (e) =>
          e.act === 'interview' &&
          (e.status === 'approved' || e.status === 'held') &&
          e.cases.some((link) => link.caseId === file?.caseId),
      ).length,
    nextNumber: (scope) => (world.counters.get(scope) ?? 0) + 1,
  };
};
