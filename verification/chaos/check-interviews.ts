import type { EscalationEnvelope } from '../../domain/escalation/facts';
import type { EscalationFile } from '../../domain/escalation/file';
import { escalationModule } from '../../domain/escalation/module';
import type { Log } from './check-dump';

const fileAt = ({ events }: Log, at: string): EscalationFile | null => {
  let file: EscalationFile | null = null;
  for (const event of events) if (event.at <= at) file = escalationModule.evolve(file, event as EscalationEnvelope);
  return file;
};

/** Interviews that a case was in at an instant, decided and not over: what holds its archiving (lifecycle T14). */
export const openInterviewsAt = (logs: ReadonlyMap<string, Log>, caseId: string, at: string): number =>
  [...logs.values()].filter((log) => {
    if (!log.streamId.startsWith('escalation:')) return false;
    const file = fileAt(log, at);
    if (file === null || file.act !== 'interview') return false;
    return ['approved', 'held'].includes(file.status) && file.cases.some((linked) => linked.caseId === caseId);
  }).length;
