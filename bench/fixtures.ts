import { randomUUID } from 'node:crypto';
import { caseCommandBody } from '../api/case-command-bodies';
import type { CaseFile } from '../domain/case/file';
import type { ReportCommand } from '../domain/case/commands';
import type { Outcome, Target } from '../record/door';
import { DEMO_TOWN } from '../scripts/demo/accounts';
import { closedLoop, sound } from './load';
import { reportBody, standardSteps, type Step } from './standard-case';
import { PACK, type Town } from './town';

/** As many at once as the door's pool has connections. */
const atOnce = 16;
const seedLimitMs = 300_000;
const policy = { packId: PACK, version: '1.0.0' };

const give = async ({ record, people }: Town, username: string, target: Target): Promise<CaseFile> => {
  const key = randomUUID();
  let seen: Outcome | undefined;
  const result = await record.door.execute({
    personId: people[username] ?? '',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    target,
    answer: (outcome) => {
      seen = outcome;
      return { status: outcome.kind === 'done' ? 200 : 409, contentType: 'application/json', body: '{}' };
    },
  });
  if ('failure' in result) throw new Error(`fixture: ${result.failure.kind}`);
  if (seen?.kind !== 'done' || !('caseId' in seen.file)) throw new Error(`fixture: ${JSON.stringify(seen)}`);
  return seen.file;
};

/** Reports one case through the door. */
export const seedReport = (town: Town, more: Parameters<typeof reportBody>[0] = {}): Promise<CaseFile> => {
  const command: ReportCommand = {
    type: 'report',
    ...reportBody(more),
    campaignIds: [],
    protectedSource: false,
  };
  return give(town, 'vgg', { kind: 'case', opens: true, townId: DEMO_TOWN, policy, command });
};

const takeStep = async (town: Town, file: CaseFile, { by, command, body }: Step): Promise<CaseFile> => {
  const parsed = await caseCommandBody(command)?.parse(Object.fromEntries(Object.entries(body(file))));
  if (parsed === undefined) throw new Error(`no command ${command}`);
  return give(town, by, { kind: 'case', caseId: file.caseId, command: parsed });
};

/** A case after so many steps of the standard case; all but the last of them leave a decision to close it. */
const seedStandard = async (town: Town, steps: number): Promise<CaseFile> => {
  let file = await seedReport(town);
  for (const step of standardSteps.slice(0, steps)) file = await takeStep(town, file, step);
  return file;
};

const many = async (count: number, seed: () => Promise<CaseFile>): Promise<CaseFile[]> => {
  const files: CaseFile[] = [];
  const load = await closedLoop(
    atOnce,
    count,
    async () => {
      files.push(await seed());
    },
    { limitMs: seedLimitMs },
  );
  sound(load, 'seeding');
  if (files.length < count) throw new Error(`seeded only ${files.length} of ${count} in time`);
  return files;
};

/** Cases that were reported and nothing more. */
export const seedLeads = (
  town: Town,
  count: number,
  more: Parameters<typeof reportBody>[0] = {},
): Promise<CaseFile[]> => many(count, () => seedReport(town, more));

/** Cases whose closing waits to be decided. */
export const seedForApproval = (town: Town, count: number): Promise<CaseFile[]> =>
  many(count, () => seedStandard(town, standardSteps.length - 1));
