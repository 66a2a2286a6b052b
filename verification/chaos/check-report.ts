import type { Material, Violation } from './check-material';
import type { Met } from './check-vacuity';
import type { FaultLine, Send } from './history';

export interface Verdict {
  violations: Violation[];
  void: string[];
  met: Met;
  latestMs: number;
}

const linesAround = 20;
const most = 3;

const lineOf = ({ out, end }: Send): string => {
  const how =
    end === null
      ? 'no end'
      : `${end.phase} ${end.status}${end.code ? ` ${end.code}` : ''} v${end.version ?? '-'} @${end.tMono}`;
  const expected = out.expectVersion === null ? '' : ` if v${out.expectVersion}`;
  return `${out.tMono.toFixed(1).padStart(10)} ${out.tWall} #${out.send} ${out.client} → ${out.target} ${out.op}${expected} by ${out.person} key ${out.key ?? '-'}: ${how}`;
};

const between = (faults: FaultLine[], from: number, to: number): string[] => {
  const lines: string[] = [];
  for (const [index, { kind, target, phase, tMono, inFlight }] of faults.entries()) {
    if (phase !== 'begin') continue;
    const end = faults.slice(index).find((one) => one.phase === 'end' && one.target === target)?.tMono ?? Infinity;
    if (tMono <= to && end >= from)
      lines.push(`${tMono.toFixed(1).padStart(10)} … ${end.toFixed(1)} ${kind} ${target}, ${inFlight} in flight`);
  }
  return lines;
};

/** The sends, faults and events around what is wrong. */
const witness = (violation: Violation, { sends, faults, logs }: Material): string[] => {
  const { stream, seq, send } = violation;
  const log = stream === undefined ? undefined : logs.get(stream);
  const key = sends.find(({ out }) => out.send === send)?.out.key;
  const about = sends.filter(
    ({ out, end }) =>
      out.send === send ||
      (key !== undefined && key !== null && out.key === key) ||
      (stream !== undefined && (out.stream ?? end?.stream) === stream),
  );
  const centre = about.findIndex(({ out }) => out.send === send);
  const bySeq = about.findIndex(({ end }) => seq !== undefined && end?.version !== null && (end?.version ?? 0) >= seq);
  const start = Math.max(0, (centre >= 0 ? centre : Math.max(0, bySeq)) - linesAround / 2);
  const near = about.slice(start, start + linesAround);
  const times = near.flatMap(({ out, end }) => [out.tMono, end?.tMono ?? out.tMono]);
  const events = (log?.events ?? []).filter((event) => Math.abs(event.seq - (seq ?? 0)) <= linesAround / 4);
  return [
    ...near.map(lineOf),
    ...between(faults, Math.min(...times), Math.max(...times)),
    ...events.map(({ seq: place, at, type, cause, actor }) => {
      const by = actor.kind === 'person' ? actor.personId : 'system';
      return `  ${stream ?? ''}:${place} ${at} ${type} by ${by}, ${cause.slice(0, 40)}`;
    }),
  ];
};

/** The verdict as people read it, with a witness for the first violations of each kind. */
export const reportOf = (verdict: Verdict, material: Material): string => {
  const { run } = material;
  const { met } = verdict;
  const kinds = new Map<string, Violation[]>();
  for (const violation of verdict.violations)
    kinds.set(violation.invariant, [...(kinds.get(violation.invariant) ?? []), violation]);
  const lines = [
    `${run.database}, ${run.seconds} s, seed ${run.seed}${run.bug === null ? '' : `, planted ${run.bug}`}`,
    `  ${met.commands} commands, ${met.acknowledged} acknowledged, ${met.unknown} with an unknown outcome, ${met.duplicates} duplicates answered, ${met.keyReuses} keys refused`,
    `  ${met.faults} faults (${Math.round(met.hit * 100)} % with requests in flight): ${met.kinds.join(', ')}`,
    `  ${material.logs.size} streams, ${[...material.logs.values()].reduce((sum, { events }) => sum + events.length, 0)} events, ${met.replayed} groups decided again, ${met.fired} deadlines fired, the latest ${verdict.latestMs} ms late`,
  ];
  for (const [invariant, violations] of [...kinds].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
    lines.push(`  ${invariant}: ${violations.length} violations`);
    for (const violation of violations.slice(0, most)) {
      lines.push(`    ${invariant} ${violation.stream ?? ''} ${violation.what}`);
      lines.push(...witness(violation, material).map((line) => `      ${line}`));
    }
  }
  for (const reason of verdict.void) lines.push(`  void: ${reason}`);
  const end =
    verdict.violations.length > 0
      ? `${verdict.violations.length} violations`
      : verdict.void.length > 0
        ? 'void'
        : '0 violations';
  return [...lines, `  ${end}`].join('\n');
};
