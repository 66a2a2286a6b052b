import { In } from 'typeorm';
import type { CaseFile } from '../../domain/case/file';
import { civilDateOf } from '../../domain/clock/civil';
import type { Context, Lookups } from '../../domain/context';
import type { EscalationFile } from '../../domain/escalation/file';
import { postsOf, validOn } from '../../domain/people/directory';
import { ReporterIdentityRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import { factsFor } from './known-facts';

/** Buttons and inboxes ask no more of the record than {@link factsFor} reads; the door asks again under the lock. */
const nothing: Lookups = {
  subject: () => undefined,
  attachment: () => undefined,
  caseFile: () => undefined,
  externalCase: () => undefined,
  escalation: () => ({ escalationId: '', linked: false, fresh: true }),
  caseNow: () => undefined,
  linkedEscalations: () => [],
  lateCount: () => 0,
  lateCases: () => [],
  unitInterviews: () => 0,
  openInterviews: () => 0,
  nextNumber: () => 1,
};

type AnyFile = CaseFile | EscalationFile;

/** The ids under which a person signed in each of these cases as a protected reporter. */
const aliasesIn = async (deps: AppDeps, personId: string, caseIds: string[]): Promise<Map<string, string[]>> => {
  if (caseIds.length === 0) return new Map<string, never>();
  const rows = await deps.db.getRepository(ReporterIdentityRow).findBy({ caseId: In(caseIds), personId });
  return new Map(
    [...Map.groupBy(rows, (row) => row.caseId)].map(([caseId, same]) => [caseId, same.map((row) => row.alias)]),
  );
};

/** The ids under which a person signed in a case as a protected reporter. */
export const aliasesOf = async (deps: AppDeps, personId: string, caseId: string): Promise<string[]> =>
  (await aliasesIn(deps, personId, [caseId])).get(caseId) ?? [];

/** What the pure functions need to judge each of these files for a person, as of now. */
export const judgesOf = async (
  deps: AppDeps,
  personId: string,
  files: readonly AnyFile[],
): Promise<(file: AnyFile) => Context> => {
  const townIds = [...new Set(files.map((file) => file.townId))];
  const caseIds = files.flatMap((file) => ('caseId' in file ? [file.caseId] : []));
  const [now, facts, aliases, directories] = await Promise.all([
    deps.door.now(),
    factsFor(
      deps,
      files.filter((file) => 'escalationId' in file),
    ),
    aliasesIn(deps, personId, caseIds),
    Promise.all(townIds.map((townId) => deps.door.directoryOf(townId))),
  ]);
  const today = civilDateOf(now);
  return (file) => {
    const directory = directories.find(({ townId }) => townId === file.townId);
    if (directory === undefined) throw new Error(`${file.townId} was not asked for`);
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
        aliases: isCase ? (aliases.get(file.caseId) ?? []) : [],
      },
      lookups: { ...nothing, ...facts },
    };
  };
};

/** What the pure functions need to judge what somebody would open in a town, as of now. */
export const judgeOfTown = async (
  deps: AppDeps,
  personId: string,
  { townId, policy }: { townId: string; policy: { packId: string; version: string } },
): Promise<Context> => {
  const [now, directory] = await Promise.all([deps.door.now(), deps.door.directoryOf(townId)]);
  const posts = postsOf(directory, personId, civilDateOf(now));
  return {
    streamId: 'case:new',
    policy: deps.packOf(policy.packId, policy.version),
    calendar: deps.calendar,
    directory,
    now,
    actor: { personId, posts, aliases: [] },
    lookups: nothing,
  };
};

/** What the pure functions need to judge a file for a person, as of now. */
export const judgeOf = async (deps: AppDeps, personId: string, file: AnyFile): Promise<Context> =>
  (await judgesOf(deps, personId, [file]))(file);
