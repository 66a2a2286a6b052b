import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { materialOf, type Material, type Violation } from './check-material';
import { reportOf, type Verdict } from './check-report';
import type { Least } from './check-vacuity';
import { verdictOn } from './check-verdict';
import { checkAttachments, checkDeliveries, checkExpectations, checkReady, checkWorkflows } from './stack-check-around';
import { checkExpected, type Lateness } from './stack-check-deadlines';
import { readWorkflows } from './stack-evidence';
import type { ReadyLine } from './stack-faults';
import { readJournal } from './stack-journal';
import type { LoadReport } from './stack-load';
import type { Arrival } from './stack-sink';

/** What the run noted of itself, beside the journals. */
export interface StackFacts {
  load: LoadReport;
  writesPerSecond: number;
  readsPerSecond: number;
  /** What still waited at the end of the quiet phase. */
  waiting: string[];
  restMs: number;
  crashes: string[];
  quietStartMs: Record<string, number>;
}

const least = (seconds: number): Least => ({
  hit: 0.9,
  unknown: Math.round(seconds / 20),
  unknownShare: 0.01,
  duplicateShare: 0.025,
  duplicates: Math.min(300, seconds / 2),
  keyReuses: 3,
  fired: seconds / 2,
  acknowledgedPerSecond: 3,
  faultsPerMinute: 25 / 3,
  // Which kinds must have been met is judged below: here each is met at one of many targets.
  kinds: [],
});

/** Every kind of fault begins at least once in a run of three minutes. */
const FAULT_KINDS = ['N1 kill', 'N2 kill', 'N3 kill', 'N4 kill', 'N6 pause', 'N8', 'N9'];

const missingKinds = ({ faults, run }: Material): string[] =>
  run.seconds < 150
    ? []
    : FAULT_KINDS.filter((kind) => !faults.some((fault) => fault.kind.startsWith(kind))).map((kind) => `no ${kind}`);

/** Deadlines that became due while something was away: without them the run says little about lateness. */
const fewCovered = ({ covered }: Lateness): string[] =>
  covered < 30 ? [`deadlines that came due in an outage: ${covered}, at least 30 wanted`] : [];

const count = (violations: readonly Violation[], test: (one: Violation) => boolean): number =>
  violations.filter(test).length;

const summary = ({ run, dump }: Material, { violations, met }: Verdict, lateness: Lateness): string => {
  const lost = count(violations, ({ what }) => /\blost\b|has not fired|never reached/.test(what));
  const doubled = count(violations, ({ what }) => /applied \d+ times|twice|fired although it was fired/.test(what));
  const gaps = count(violations, ({ invariant }) => invariant === 'I3' || invariant === 'I12');
  const early = count(violations, ({ invariant }) => invariant === 'I9');
  const errors = count(violations, ({ invariant }) => invariant === 'E500');
  const streams = dump.tables['stream']?.length ?? 0;
  return [
    `chaos: seed ${run.seed}, ${met.commands} commands, ${met.faults} faults, ${streams} streams, lost ${lost}, doubled ${doubled},`,
    `gaps ${gaps}, early ${early}, late p99 ${Math.round(lateness.p99Ms)} ms, HTTP 500 ${errors}, violations ${violations.length}`,
  ].join(' ');
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Judges a run from what lies in its folder. 0 when all holds, 1 with violations, 2 when the run proves nothing. */
export const judge = (folder: string): { code: 0 | 1 | 2; text: string } => {
  const material = materialOf(folder);
  const facts = JSON.parse(readFileSync(join(folder, 'stack.json'), 'utf8')) as StackFacts;
  const ready = readJournal<ReadyLine>(join(folder, 'ready.jsonl'));
  const base = verdictOn(material, least(material.run.seconds));
  const { found, lateness } = checkExpected(material);
  const deliveries = checkDeliveries(material, readJournal<Arrival>(join(folder, 'sink.jsonl')));
  const rest = facts.waiting.map((what): Violation => ({ invariant: 'I15', what: `not at rest: ${what}` }));
  const crashes = facts.crashes.map((what): Violation => ({ invariant: 'crash', what }));
  const verdict: Verdict = {
    ...base,
    violations: [
      ...base.violations,
      ...found,
      ...deliveries.found,
      ...checkWorkflows(material, readWorkflows(folder)),
      ...checkAttachments(material, join(folder, 'data')),
      ...checkExpectations(material),
      ...checkReady(ready),
      ...rest,
      ...crashes,
    ],
    void: [...base.void, ...missingKinds(material), ...fewCovered(lateness)],
  };
  const { load } = facts;
  const ended = material.sends.flatMap(({ end }) => (end === null ? [] : [end]));
  const share = (test: (end: (typeof ended)[number]) => boolean): string =>
    `${((100 * ended.filter(test).length) / ended.length).toFixed(1)} %`;
  const readyMs = new Map<string, number>();
  for (const one of ready) readyMs.set(one.target, Math.max(readyMs.get(one.target) ?? 0, one.readyMs));
  const lines = [
    reportOf(verdict, material),
    `  load: ${(load.writes / load.seconds).toFixed(1)} writes/s and ${(load.reads / load.seconds).toFixed(1)} reads/s of ${facts.writesPerSecond} and ${facts.readsPerSecond} wanted, ${load.skipped} turns left out`,
    `  answers: ${share(({ status }) => status > 0 && status !== 503)} of ${ended.length} sends definite, ${share(({ status }) => status === 503)} 503, ${share(({ code }) => code !== null && /Timeout/.test(code))} none within 3 s, ${share(({ status, code }) => status === 0 && !/Timeout/.test(code ?? ''))} cut or refused`,
    `  deadlines: ${lateness.fired} fired; ${lateness.quiet} in quiet times, p99 ${seconds(lateness.quietP99Ms)}, at most ${seconds(lateness.quietMaxMs)} late; ${lateness.covered} in an outage, at most ${seconds(lateness.coveredMaxMs)} after its end`,
    `  notifications: ${deliveries.sent} rows, ${deliveries.arrivals} arrivals, ${deliveries.twice} of them repeats under their key`,
    `  ready again, at most: ${[...readyMs].map(([name, ms]) => `${name} ${seconds(ms)}`).join(', ')} (quiet start: ${Object.entries(
      facts.quietStartMs,
    )
      .map(([name, ms]) => `${name} ${seconds(ms)}`)
      .join(', ')})`,
    `  at rest ${seconds(facts.restMs)} after the last fault; ${readWorkflows(folder).length} workflows run`,
    summary(material, verdict, lateness),
  ];
  const code = verdict.violations.length > 0 ? 1 : verdict.void.length > 0 ? 2 : 0;
  return { code, text: lines.join('\n') };
};
