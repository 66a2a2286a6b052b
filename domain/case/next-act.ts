import type { ClockName } from '../clock-names';
import { inCodeUnits } from '../text-order';
import type { Deadline } from '../stream';
import type { Allowed } from './allowed';
import type { CaseFile } from './file';

/** What meets a clock, the nearest to it first: a paper that is there is served before another one is issued. */
const MEETS: Partial<Record<ClockName, readonly string[]>> = {
  verify: ['verify'],
  grade: ['grade'],
  assign: ['assign'],
  accept: ['accept-assignment'],
  serve: ['record-service', 'issue-notice'],
  plan: ['file-plan'],
  progress: ['report-progress'],
  rectify: ['request-recheck', 'report-progress'],
  recheck: ['record-recheck', 'start-recheck'],
  'watch-visit': ['record-watch-visit'],
  'report-up': ['record-report-up'],
  decision: ['decide-proposal'],
  'co-sign': ['co-sign'],
};

const meets = ({ clock, ref }: Deadline, command: string, { proposalId, askId, ...entry }: Allowed): boolean => {
  if (!entry.allowed || entry.command !== command) return false;
  return (clock !== 'decision' && clock !== 'co-sign') || ref === undefined || ref === (proposalId ?? askId);
};

/** The one of these buttons that is due next: it meets the earliest clock that its reader can meet. None where he owes nothing. */
export const nextAct = ({ deadlines }: Pick<CaseFile, 'deadlines'>, buttons: readonly Allowed[]): Allowed | undefined =>
  deadlines
    .filter(({ level, state }) => level === 0 && state !== 'paused')
    .toSorted((one, other) => inCodeUnits(one.dueAt, other.dueAt))
    .flatMap((due) => (MEETS[due.clock] ?? []).map((command) => ({ due, command })))
    .map(({ due, command }) => buttons.find((entry) => meets(due, command, entry)))
    .find((entry) => entry !== undefined);
