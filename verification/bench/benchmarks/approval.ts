import { atMost, type Benchmark } from '../benchmark';
import { Caller } from '../caller';
import { closedLoop, openLoop, sound, type Load } from '../load';
import { seedForApproval } from '../fixtures';
import type { CaseFile } from '../../../domain/case/file';
import { quantile } from '../stats';
import { cpuMeter, numberIn, openStage, type Stage } from '../stage';

const limitMs = 120_000;
const warmUp = 200;
const refusals = 100;
const looks = 30;

const lines = {
  p50: { what: 'approval, 1 caller, p50', unit: 'ms', bar: atMost(0.6), stretch: atMost(0.4) },
  p99one: { what: 'approval, 1 caller, p99', unit: 'ms' },
  rate: { what: 'approval, 16 callers', unit: 'approvals/s' },
  p50many: { what: 'approval, 16 callers, p50', unit: 'ms' },
  p99: { what: 'approval, 16 callers, p99', unit: 'ms', bar: atMost(1), stretch: atMost(0.6) },
  half50: { what: 'approval at half of its highest rate, open loop, p50', unit: 'ms' },
  half99: { what: 'approval at half of its highest rate, open loop, p99', unit: 'ms' },
  busy99: { what: 'approval at 80 % of its highest rate, open loop, p99', unit: 'ms' },
  app: { what: 'approval, our process', unit: 'CPU ms/approval' },
  server: { what: 'approval, Temporal server', unit: 'CPU ms/approval' },
  database: { what: 'approval, MariaDB', unit: 'CPU ms/approval' },
  visible: { what: 'approvals not visible to the next GET', unit: `of ${looks}`, bar: atMost(0) },
  refused: { what: 'rows left by a refused approval', unit: 'rows', bar: atMost(0) },
} as const;

interface Counts {
  one: number;
  many: number;
}

interface Runs {
  one: Load;
  many: Load;
  half: Load;
  busy: Load;
  cpu: { app: number; server: number; database: number };
}

/** Targets of the four loads, the warm-up before them among them. */
const targetsOf = ({ one, many }: Counts): number => warmUpOf(many) + one + many + 2 * Math.floor(many / 4);

const warmUpOf = (many: number): number => Math.min(warmUp, many);

/** The four loads one after another, each on targets of its own; processor time is that of the one with 16 callers. */
const loads = async (
  stage: Stage,
  pids: number[],
  { one, many }: Counts,
  workOn: (index: number) => Promise<void>,
): Promise<Runs> => {
  const quarter = Math.floor(many / 4);
  const warm = warmUpOf(many);
  sound(await closedLoop(16, warm, workOn, { limitMs }), 'warm-up');
  await stage.settled(pids);
  const work = (index: number): Promise<void> => workOn(warm + index);
  const single = sound(await closedLoop(1, one, work, { limitMs }), 'one caller');
  await stage.settled(pids);
  const used = cpuMeter(stage, pids);
  const sixteen = sound(await closedLoop(16, many, (index) => work(one + index), { limitMs }), '16 callers');
  await stage.settled(pids);
  const cpu = used();
  const rate = many / sixteen.seconds;
  const open = async (share: number, from: number): Promise<Load> => {
    const load = await openLoop(rate * share, quarter, (index) => work(from + index), { limitMs });
    return sound(load, 'open loop');
  };
  const half = await open(0.5, one + many);
  await stage.settled(pids);
  const busy = await open(0.8, one + many + quarter);
  return { one: single, many: sixteen, half, busy, cpu };
};

const approve = async (person: Caller, file: CaseFile | undefined): Promise<Record<string, unknown>> => {
  const proposalId = file?.proposals.at(-1)?.proposalId;
  if (file === undefined || proposalId === undefined) throw new Error('no proposal to decide');
  const body = { proposalId, decision: 'approve', opinion: '资料齐全，同意销号' };
  return person.must(`/api/v1/cases/${file.caseId}/commands/decide-proposal`, body, file.version);
};

const rowsOf = (stage: Stage): Promise<number> =>
  numberIn(
    stage.sql,
    'SELECT (SELECT COUNT(*) FROM event) + (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM command)',
  );

/** Approvals with a version that is past: the commonest refusal, two people at the same case. */
const refusedRows = async (stage: Stage, person: Caller, file: CaseFile | undefined): Promise<number> => {
  const before = await rowsOf(stage);
  for (let count = 0; count < refusals; count += 1) {
    const body = { proposalId: 'none', decision: 'approve', opinion: '同意' };
    const reply = await person.post(`/api/v1/cases/${file?.caseId ?? ''}/commands/decide-proposal`, body, 1);
    if (reply.status !== 412) throw new Error(`a stale approval answered ${reply.status}`);
  }
  return ((await rowsOf(stage)) - before) / refusals;
};

const takeOurs = async (stage: Stage, counts: Counts) => {
  const loaded = targetsOf(counts);
  const files = await seedForApproval(stage.town, loaded + looks);
  const ours = await stage.startOurs();
  await stage.settled(ours.pids);
  const person = await Caller.signIn(ours.url, 'ofd', 16);
  let unseen = 0;
  const runs = await loads(stage, ours.pids, counts, async (index) => {
    await approve(person, files[index]);
  });
  for (const file of files.slice(loaded)) {
    await approve(person, file);
    const shown = await person.get(`/api/v1/cases/${file.caseId}`);
    if (shown.body['status'] !== 'watching') unseen += 1;
  }
  const refused = await refusedRows(stage, person, files[0]);
  await person.close();
  await stage.settled(ours.pids);
  await ours.stop();
  return { runs, unseen, refused };
};

const takeBare = async (stage: Stage, counts: Counts): Promise<Runs> => {
  const { client, worker, stop } = await stage.startBare();
  const all = targetsOf(counts);
  const starting = closedLoop(16, all, (index) => client.start(`case-${index}`), { limitMs });
  sound(await starting, 'starts of the control');
  await stage.settled([worker.pid]);
  const runs = await loads(stage, [worker.pid], counts, async (index) => {
    await client.step(`case-${index}`);
  });
  await stop();
  return runs;
};

/** B2: the decision that closes a case, from the HTTP request to the reply, beside an update of the control. */
export const approval: Benchmark<keyof typeof lines> = {
  id: 'B2',
  title: 'Approval',
  repeats: 'pairs',
  lines,
  async run(lab, watch) {
    const counts = lab.options.sizes.approvals;
    const stage = await openStage(lab, watch);
    try {
      const { runs: ours, unseen, refused } = await takeOurs(stage, counts);
      const control = await takeBare(stage, counts);
      const both = (name: 'one' | 'many' | 'half' | 'busy', share: number) => ({
        ours: quantile(ours[name].latencies, share),
        control: quantile(control[name].latencies, share),
      });
      const cpu = (part: 'app' | 'server') => ({
        ours: (ours.cpu[part] * 1000) / counts.many,
        control: (control.cpu[part] * 1000) / counts.many,
      });
      return {
        p50: both('one', 0.5),
        p99one: both('one', 0.99),
        rate: { ours: counts.many / ours.many.seconds, control: counts.many / control.many.seconds },
        p50many: both('many', 0.5),
        p99: both('many', 0.99),
        half50: both('half', 0.5),
        half99: both('half', 0.99),
        busy99: both('busy', 0.99),
        app: cpu('app'),
        server: cpu('server'),
        database: { ours: (ours.cpu.database * 1000) / counts.many },
        visible: { ours: unseen },
        refused: { ours: refused },
      };
    } finally {
      await stage.close();
    }
  },
};
