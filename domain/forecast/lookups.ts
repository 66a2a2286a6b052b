import { uploadsNamedIn } from '../case/evidence';
import type { CaseFile } from '../case/file';
import type { Instant } from '../clock/instant';
import type { LateCase, Lookups } from '../context';
import { joinKeyFor, joinKeyOf } from '../escalation/join-key';
import type { World } from './world';

const lateOf = (world: World, addressee: string, since: Instant, self: string | undefined): LateCase[] =>
  [...world.caseEvents].flatMap(([caseId, events]): LateCase[] => {
    const missed = events.find(
      (event) => event.type === 'deadline-missed' && event.body.addressee === addressee && event.at >= since,
    );
    const file = world.cases.get(caseId);
    if (missed?.type !== 'deadline-missed' || file === undefined || caseId === self) return [];
    return [{ caseId, cycle: file.cycle, dueAt: missed.body.dueAt, major: file.grade === 'major' }];
  });

/** The record's questions answered from memory. */
export const lookupsIn = (world: World, file: CaseFile | null): Lookups => {
  const linked = (caseId: string, cycle: number): string[] =>
    [...world.escalations.values()]
      .filter((escalation) => escalation.cases.some((link) => link.caseId === caseId && link.cycle === cycle))
      .map((escalation) => escalation.escalationId);
  return {
    subject: (id) => world.subjects.find((subject) => subject.subjectId === id),
    attachment: (id) => {
      const found = world.attachments.find((attachment) => attachment.attachmentId === id);
      const events = file === null ? [] : (world.caseEvents.get(file.caseId) ?? []);
      return found && { ...found, usedHere: events.some(({ body }) => uploadsNamedIn(body).includes(id)) };
    },
    escalation: (act, addressee) => {
      const all = [...world.escalations.values()].filter((e) => e.act === act && e.addressee === addressee);
      const own =
        file && all.find((e) => e.cases.some((link) => link.caseId === file.caseId && link.cycle === file.cycle));
      if (own) return { escalationId: own.escalationId, linked: true, fresh: false };
      const key = joinKeyFor(world.directory.townId, act, addressee);
      const open = all.find((e) => joinKeyOf(e) === key);
      if (open) return { escalationId: open.escalationId, linked: false, fresh: false };
      return { escalationId: `e${String(world.escalations.size + 1)}-${act}`, linked: false, fresh: true };
    },
    lateCases: (addressee, since) => lateOf(world, addressee, since, file?.caseId),
    unitInterviews: (addressee, since) =>
      [...world.escalations.values()].filter(
        (e) => e.act === 'interview' && e.addressee === addressee && e.byLadder && e.openedAt >= since,
      ).length,
    linkedEscalations: () => (file ? linked(file.caseId, file.cycle) : []),
    openInterviews: () =>
      [...world.escalations.values()].filter(
        (e) =>
          e.act === 'interview' &&
          (e.status === 'approved' || e.status === 'held') &&
          e.cases.some((link) => link.caseId === file?.caseId),
      ).length,
  };
};
