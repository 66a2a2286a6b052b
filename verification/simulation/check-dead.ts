import { deadState } from './dead-state';
import type { CaseFile } from '../../domain/case/file';
import type { AttachmentFact, Context, Lookups } from '../../domain/context';
import { bodiesOf } from './bodies';
import { photoOf } from './photos';
import type { Sim } from './sim';
import type { Violation } from './violation';

/** Approved interviews that still run and name this case. */
const openInterviews = ({ store: { tables } }: Sim, caseId: string): number =>
  [...tables.streams.values()].filter(
    ({ file }) =>
      'escalationId' in file &&
      file.act === 'interview' &&
      (file.status === 'approved' || file.status === 'held') &&
      file.cases.some((linked) => linked.caseId === caseId),
  ).length;

const lookupsFor = (sim: Sim, { caseId }: CaseFile, pictures: Map<string, AttachmentFact>): Lookups => ({
  subject: (id) => sim.town.subjects.find(({ subjectId }) => subjectId === id),
  attachment: (id) => pictures.get(id) ?? photoOf(id),
  escalation: () => ({ escalationId: 'none', linked: false, fresh: false }),
  lateCount: () => 0,
  lateCases: () => [],
  unitInterviews: () => 0,
  linkedEscalations: () => [],
  openInterviews: () => openInterviews(sim, caseId),
  caseNow: () => undefined,
  caseFile: () => undefined,
  externalCase: () => undefined,
  nextNumber: () => 1,
});

/** No dead state (settled 2): once everything is quiet, every open case has a clock and somebody who can go on. */
export const checkDead = (sim: Sim): Violation[] =>
  [...sim.store.tables.streams].flatMap(([streamId, { file }]): Violation[] => {
    if (!('caseId' in file)) return [];
    const { policy, calendar, directory, subjects } = sim.town;
    const pictures = new Map<string, AttachmentFact>();
    const now = sim.now();
    const context: Context = {
      streamId,
      policy,
      calendar,
      directory,
      now,
      actor: { personId: 'system', posts: [], aliases: [] },
      lookups: lookupsFor(sim, file, pictures),
    };
    const why = deadState(file, context, (who, types) => {
      const photo = (of = who): string => {
        const attachmentId = `${of}-now-${pictures.size}`;
        const sha256 = attachmentId.padStart(64, '0');
        const { townId } = directory;
        pictures.set(attachmentId, { attachmentId, townId, sha256, uploadedBy: of, firstUploadedAt: now });
        return attachmentId;
      };
      const subjectIds = subjects.map(({ subjectId }) => subjectId);
      return bodiesOf({ file, policy, directory, now, who, subjectIds, photo }, types);
    });
    return why === null ? [] : [{ invariant: 'dead', message: `${streamId} ${why}` }];
  });
