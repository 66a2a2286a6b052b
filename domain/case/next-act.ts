import type { ClockName } from '../clock-names';
import { inCodeUnits } from '../text-order';
import type { Deadline } from '../stream';
import type { Allowed } from './allowed';
import { COMMANDS, isDirect } from './commands';
import type { CaseFile } from './file';
import { unservedPapers } from './papers';

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

/** Steps that meet no clock of their own, or answer one in another way than by doing what is due. */
const BESIDE: readonly string[] = ['refuse-assignment', 'decide-plan', 'fix-on-the-spot'];
const STEPS: ReadonlySet<string> = new Set([...Object.values(MEETS).flat(), ...BESIDE]);

/** True of a command on the way from the report to the end of the watch; every other one is given beside it. */
export const isStep = (command: string): boolean => STEPS.has(command);

const isPossible = (file: CaseFile, command: string): boolean => {
  if (command === 'record-service' && unservedPapers(file).length === 0) return false;
  return !isDirect(command) || COMMANDS[command].from.includes(file.status);
};

/** What meets a clock in the state of the case, whoever gives it; undefined where nothing does but time. */
export const meeting = (
  file: CaseFile,
  { clock, ref }: Pick<Deadline, 'clock' | 'ref'>,
): Pick<Allowed, 'command' | 'act'> | undefined => {
  const command = MEETS[clock]?.find((one) => isPossible(file, one));
  if (command === undefined) return undefined;
  const act =
    command === 'decide-proposal' ? file.proposals.find(({ proposalId }) => proposalId === ref)?.act : undefined;
  return act === undefined ? { command } : { command, act };
};
