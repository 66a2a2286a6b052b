import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../domain/clock/instant';
import type { RecordCheck, StreamCheck } from './check';
import { noWorkflow } from './d01-no-workflow';
import { noRecord } from './d02-no-record';
import { workflowAhead } from './d03-ahead';
import { workflowBehind } from './d04-behind';
import { outlived } from './d05-outlived';
import { failedWorkflow } from './d06-failed';
import { otherDeadlines } from './d07-other-deadlines';
import { otherChains, streamChains } from './d08-chains';
import { numbers } from './d09-numbers';
import { forgottenMessages } from './d10-messages';
import { uploads } from './d11-uploads';
import { staleViews, strayRows } from './d12-views';
import { notInFeed } from './d13-feed';
import { findingClasses, type Finding, type FindingClass } from './finding';
import { sceneNow, type Scene } from './scene';
import { streamsAfter, streamsAgain, withLives, type StreamState } from './stream-seen';

const streamChecks: readonly StreamCheck[] = [
  noWorkflow,
  workflowAhead,
  workflowBehind,
  outlived,
  failedWorkflow,
  otherDeadlines,
  streamChains,
  staleViews,
  notInFeed,
];
const recordChecks: readonly RecordCheck[] = [noRecord, otherChains, numbers, forgottenMessages, uploads, strayRows];

export interface CheckOptions {
  /** Default: all of them. */
  classes?: readonly FindingClass[];
  /** Only this stream; what belongs to no stream is left out then. */
  streamId?: string;
  /** Goes on after this stream, where an earlier check was broken off. */
  afterId?: string;
  /** How long a suspicion is left alone before it is looked at again: a record that is being written to is never still. */
  confirmMs: number;
  onProgress?: (progress: { streams: number; lastId: string; findings: number }) => void;
  /** True when the check should come to an end. */
  isStopping?: () => boolean;
}

export interface CheckReport {
  startedAt: Instant;
  endedAt: Instant;
  classes: FindingClass[];
  /** Classes that were asked for and could not be looked at. */
  notChecked: FindingClass[];
  /** Streams whose workflow no worker answered for. */
  unanswered: number;
  streams: number;
  /** Where a next check goes on; null when this one came to its end. */
  resumeAfter: string | null;
  findings: Finding[];
}

const pageSize = 100;

/** Runs what was chosen over one page, and once more over what looked wrong. */
const lookAt = async (
  scene: Scene,
  { streams, checks, confirmMs }: { streams: StreamState[]; checks: StreamCheck[]; confirmMs: number },
  listed: () => Promise<Set<string>>,
): Promise<{ findings: Finding[]; unanswered: number }> => {
  const asksTemporal = checks.some((check) => check.asksTemporal);
  const once = async (page: StreamState[]) => {
    const seen = asksTemporal
      ? await withLives(scene, page, await listed())
      : page.map((stream) => ({ ...stream, life: null }));
    const findings: Finding[] = [];
    for (const check of checks) findings.push(...(await check.look(seen, scene)));
    const unanswered = seen.filter(({ life, isEnded }) => {
      return !isEnded && life?.run?.state === 'running' && life.inspected === undefined;
    }).length;
    return { findings, unanswered };
  };
  const first = await once(streams);
  if (first.findings.length === 0) return first;
  await sleep(confirmMs);
  const again = await once(await streamsAgain(scene, [...new Set(first.findings.map(({ ref }) => ref))]));
  const isAgain = (finding: Finding): boolean =>
    first.findings.some(({ class: was, ref }) => was === finding.class && ref === finding.ref);
  return { findings: again.findings.filter(isAgain), unanswered: first.unanswered };
};

const chosen = <T extends { class: FindingClass; asksTemporal: boolean }>(
  checks: readonly T[],
  { temporal }: Scene,
  classes: readonly FindingClass[],
): T[] => checks.filter((check) => classes.includes(check.class) && (temporal !== null || !check.asksTemporal));

/** Compares everything with everything, reading only, a page of streams at a time. */
export const runChecks = async (scene: Scene, options: CheckOptions): Promise<CheckReport> => {
  const { classes = findingClasses, streamId, confirmMs, onProgress, isStopping = () => false } = options;
  const startedAt = await sceneNow(scene);
  const checks = chosen(streamChecks, scene, classes);
  const findings: Finding[] = [];
  let running: Set<string> | undefined;
  const listed = async (): Promise<Set<string>> => (running ??= (await scene.temporal?.running()) ?? new Set());
  let streams = 0;
  let unanswered = 0;
  let resumeAfter: string | null = null;

  const look = async (page: StreamState[]): Promise<void> => {
    const seen = await lookAt(scene, { streams: page, checks, confirmMs }, listed);
    findings.push(...seen.findings);
    unanswered += seen.unanswered;
    streams += page.length;
    onProgress?.({ streams, lastId: page.at(-1)?.streamId ?? '', findings: findings.length });
  };

  if (streamId !== undefined) {
    await look(await streamsAgain(scene, [streamId]));
  } else {
    let afterId = options.afterId ?? '';
    while (checks.length > 0 && resumeAfter === null) {
      const page = await streamsAfter(scene, afterId, pageSize);
      if (page.length === 0) break;
      await look(page);
      afterId = page.at(-1)?.streamId ?? afterId;
      if (isStopping()) resumeAfter = afterId;
    }
    if (resumeAfter === null) {
      for (const check of chosen(recordChecks, scene, classes)) findings.push(...(await check.look(scene)));
    }
  }
  const looked = [...checks, ...chosen(recordChecks, scene, classes)].map((check) => check.class);
  return {
    startedAt,
    endedAt: await sceneNow(scene),
    classes: [...classes],
    notChecked: classes.filter((one) => !looked.includes(one)),
    unanswered,
    streams,
    resumeAfter,
    findings,
  };
};
