import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseCommandBody } from '../../../api/commands/case';
import type { CaseCommand, ReportCommand } from '../../../domain/case/commands';
import { civilDateOf } from '../../../domain/clock/civil';
import { plusMs, type Instant } from '../../../domain/clock/instant';
import { actOnCase, advance, createWorld, type World, type WorldParts } from '../../../domain/forecast/world';
import { DEMO_SUBJECTS, DEMO_TOWN } from '../../../scripts/demo/accounts';
import { atLeast, type Benchmark } from '../benchmark';
import { reportBody, standardSteps } from '../standard-case';
import { openMeasuredTown, PACK, type MeasuredTown } from '../measured-town';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const caseId = 'bench';

const lines = {
  rate: {
    what: 'year of cases on the pure engine',
    unit: 'decisions per CPU second',
    bar: atLeast(20_000),
    stretch: atLeast(100_000),
  },
  decisions: { what: 'decisions in that year', unit: 'exact' },
} as const;

interface Act {
  personId: string;
  command: CaseCommand;
  /** Ids of the photos that he takes for it. */
  shots: string[];
}

/** The town of the demo as pure data. */
const partsOf = async ({ record }: MeasuredTown): Promise<WorldParts> => {
  const policy = record.packs.get(PACK);
  if (policy === undefined) throw new Error(`the pack ${PACK} is missing`);
  return {
    policy,
    calendar: record.calendar,
    directory: await record.door.directoryOf(DEMO_TOWN),
    subjects: Object.values(DEMO_SUBJECTS).map((subject) => ({
      ...subject,
      townId: DEMO_TOWN,
      unitId: null,
      protectedPerson: false,
    })),
    attachments: [],
  };
};

/** The commands of the standard case, parsed once: what is measured are the rules. */
const actsOf = async ({ people }: MeasuredTown): Promise<Act[]> => {
  const known = { papers: [{ documentId: 'later' }], proposals: [{ proposalId: 'later' }] };
  const acts: Act[] = [];
  for (const { by, command, body, shots: count = 0 } of standardSteps) {
    const shots = Array.from({ length: count }, (_, n) => `${by}-${n}`);
    const parsed = await caseCommandBody(command)?.parse(Object.fromEntries(Object.entries(body(known, shots))));
    if (parsed !== undefined) acts.push({ personId: people[by] ?? '', command: parsed, shots });
  }
  return acts;
};

/** A command with what only its own case and day know. */
const fitted = (world: World, command: CaseCommand, now: Instant): CaseCommand => {
  const file = world.cases.get(caseId);
  switch (command.type) {
    case 'issue-notice':
      return { ...command, dueOn: civilDateOf(plusMs(now, 20 * dayMs)) };
    case 'record-service':
      return { ...command, servedAt: now, documentId: file?.papers.at(-1)?.documentId ?? '' };
    case 'decide-proposal':
      return { ...command, proposalId: file?.proposals.at(-1)?.proposalId ?? '' };
    default:
      return command;
  }
};

const firstPhoto = 'first-photo';

/** One case from its report on: acts ten minutes apart, then the clock alone for some days. */
const live = (
  parts: WorldParts,
  { reporter, acts, daysLeft }: { reporter: string; acts: readonly Act[]; daysLeft: number },
  reportedAt: Instant,
): number => {
  const world = createWorld({ ...parts, attachments: [] });
  const upload = (uploadedBy: string, ids: string[], firstUploadedAt: Instant): void => {
    for (const attachmentId of ids)
      world.attachments.push({ attachmentId, townId: DEMO_TOWN, sha256: attachmentId, uploadedBy, firstUploadedAt });
  };
  const report: ReportCommand = {
    type: 'report',
    ...reportBody(firstPhoto, { foundAt: plusMs(reportedAt, -minuteMs) }),
    campaignIds: [],
    protectedSource: false,
  };
  let now = reportedAt;
  upload(reporter, [firstPhoto], now);
  const refused = [actOnCase(world, caseId, reporter, report, now)];
  for (const { personId, command, shots } of acts) {
    now = plusMs(now, 10 * minuteMs);
    upload(personId, shots, now);
    refused.push(actOnCase(world, caseId, personId, fitted(world, command, now), now));
  }
  const refusal = refused.find((one) => one !== null);
  if (refusal) throw new Error(`the year was refused: ${refusal.reason} ${refusal.message}`);
  advance(world, plusMs(now, daysLeft * dayMs));
  const fired = [...world.caseEvents.values(), ...world.escalationEvents.values()]
    .flat()
    .filter(({ body }) => body.fires !== undefined).length;
  return 1 + acts.length + fired;
};

/** What the rules alone can do: no database, no workflow, no HTTP. Every third case is left lying after the notice. */
export const year: Benchmark<keyof typeof lines> = {
  id: 'year',
  title: 'Year on the pure engine',
  repeats: 'pairs',
  lines,
  async run(lab) {
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-bench-'));
    const town = await openMeasuredTown(`sqlite:///${join(folder, 'year.sqlite')}`, folder);
    try {
      const parts = await partsOf(town);
      const acts = await actsOf(town);
      const served = acts.findIndex(({ command }) => command.type === 'record-service') + 1;
      const count = lab.options.sizes.yearCases;
      const reporter = town.people['vgg'] ?? '';
      const play = (index: number): number => {
        const reportedAt = plusMs('2026-01-05T01:00:00.000Z', Math.floor((index * 250 * dayMs) / count));
        const isLeft = index % 3 === 2;
        return live(
          parts,
          { reporter, acts: isLeft ? acts.slice(0, served) : acts, daysLeft: isLeft ? 60 : 1 },
          reportedAt,
        );
      };
      for (let index = 0; index < Math.min(100, count); index += 1) play(index);
      // It waits for nothing, so that its processor time is its time on a machine of its own.
      const before = process.cpuUsage();
      let decisions = 0;
      for (let index = 0; index < count; index += 1) decisions += play(index);
      const { user, system } = process.cpuUsage(before);
      const seconds = (user + system) / 1e6;
      return { rate: { ours: decisions / seconds }, decisions: { ours: decisions } };
    } finally {
      await town.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
