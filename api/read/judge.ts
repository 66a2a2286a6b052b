import type { CaseFile } from '../../domain/case/file';
import { civilDateOf } from '../../domain/clock/civil';
import type { Context, Lookups } from '../../domain/context';
import type { EscalationFile } from '../../domain/escalation/file';
import { validOn } from '../../domain/people/directory';
import { ReporterIdentityRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';

/** Buttons and inboxes ask nothing of the record that is not in the file; the door asks again under the lock. */
const nothing: Lookups = {
  subject: () => undefined,
  attachment: () => undefined,
  escalation: () => ({ escalationId: '', linked: false, fresh: true }),
  caseNow: () => undefined,
  linkedEscalations: () => [],
  lateCases: () => [],
  unitInterviews: () => 0,
  openInterviews: () => 0,
};

/** The ids under which a person signed in a case as a protected reporter. */
export const aliasesOf = async (deps: AppDeps, personId: string, caseId: string): Promise<string[]> =>
  (await deps.db.getRepository(ReporterIdentityRow).findBy({ caseId, personId })).map((row) => row.alias);

/** What the pure functions need to judge a file for a person, as of now. */
export const judgeOf = async (deps: AppDeps, personId: string, file: CaseFile | EscalationFile): Promise<Context> => {
  const directory = await deps.door.directoryOf(file.townId);
  const now = await deps.door.now();
  const today = civilDateOf(now);
  const isCase = 'caseId' in file;
  return {
    streamId: isCase ? `case:${file.caseId}` : `escalation:${file.escalationId}`,
    policy: deps.packOf(file.policy.packId, file.policy.version),
    calendar: deps.calendar,
    directory,
    now,
    actor: {
      personId,
      posts: directory.posts.filter((post) => post.personId === personId && validOn(post, today)),
      aliases: isCase ? await aliasesOf(deps, personId, file.caseId) : [],
    },
    lookups: nothing,
  };
};
