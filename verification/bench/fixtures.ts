import { randomUUID } from 'node:crypto';
import { caseCommandBody } from '../../api/commands/case';
import type { CaseFile } from '../../domain/case/file';
import type { ReportCommand } from '../../domain/case/commands';
import type { Outcome, Target } from '../../record/request';
import { DEMO_TOWN } from '../../scripts/demo/accounts';
import { closedLoop, sound } from './load';
import { plusMs } from '../../domain/clock/instant';
import { lateSteps, reportBody, shotsFor, standardSteps, type Step } from './standard-case';
import { PACK, type MeasuredTown } from './measured-town';

/** As many at once as the door's pool has connections. */
const atOnce = 16;
const seedLimitMs = 300_000;
const policy = { packId: PACK, version: '1.0.0' };

const give = async ({ door, people }: MeasuredTown, username: string, target: Target): Promise<CaseFile> => {
  const key = randomUUID();
  let seen: Outcome | undefined;
  const result = await door.execute({
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
const seedReport = async (town: MeasuredTown, more: Parameters<typeof reportBody>[1] = {}): Promise<CaseFile> => {
  const command: ReportCommand = {
    type: 'report',
    ...reportBody(await town.photos.take('vgg'), more),
    campaignIds: [],
    protectedSource: false,
  };
  return give(town, 'vgg', { opens: 'case', townId: DEMO_TOWN, policy, command });
};

const takeStep = async (town: MeasuredTown, file: CaseFile, step: Step): Promise<CaseFile> => {
  const { by, command, body } = step;
  const shots = await shotsFor(step, town.photos);
  const parsed = await caseCommandBody(command)?.parse(Object.fromEntries(Object.entries(body(file, shots))));
  if (parsed === undefined) throw new Error(`no command ${command}`);
  return give(town, by, { streamId: `case:${file.caseId}`, command: parsed });
};

/** A case after so many steps of the standard case; all but the last of them leave a decision to close it. */
const seedStandard = async (town: MeasuredTown, steps: number): Promise<CaseFile> => {
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
  town: MeasuredTown,
  count: number,
  more: Parameters<typeof reportBody>[1] = {},
): Promise<CaseFile[]> => many(count, () => seedReport(town, more));

/** Cases whose closing waits to be decided. */
export const seedForApproval = (town: MeasuredTown, count: number): Promise<CaseFile[]> =>
  many(count, () => seedStandard(town, standardSteps.length - 1));

/** Within this the seeding of a storm has long ended. */
const rectifySeconds = 3_600;

/** Cases whose rectification is due at one instant, each of a protected person, so that nothing but the case itself is late. */
export const seedLate = async (town: MeasuredTown, count: number, dueAt: string): Promise<CaseFile[]> => {
  const servedAt = plusMs(dueAt, -rectifySeconds * 1000);
  town.at(servedAt);
  town.rectifyWithin(rectifySeconds);
  try {
    return await many(count, async () => {
      let file = await seedReport(town, { hazardType: 'exit-blocked', foundAt: plusMs(servedAt, -60_000) });
      for (const step of lateSteps(servedAt)) file = await takeStep(town, file, step);
      return file;
    });
  } finally {
    town.at(undefined);
    town.rectifyWithin(undefined);
  }
};

/** Leads that must be verified by one instant, all by the same unit: 24 hours after the report of an exit that is blocked. */
export const seedLateLeads = async (town: MeasuredTown, count: number, dueAt: string): Promise<CaseFile[]> => {
  const reportedAt = plusMs(dueAt, -86_400_000);
  town.at(reportedAt);
  try {
    return await seedLeads(town, count, { hazardType: 'exit-blocked', foundAt: plusMs(reportedAt, -60_000) });
  } finally {
    town.at(undefined);
  }
};
