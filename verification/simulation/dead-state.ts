import type { Context } from '../../domain/context';
import { civilDateOf } from '../../domain/clock/civil';
import { postsOf } from '../../domain/people/directory';
import { COMMANDS, isDirect, type CaseCommand, type CaseCommandType } from '../../domain/case/commands';
import { decideCase } from '../../domain/case/decide';
import { isEnded, type CaseFile, type CaseStatus } from '../../domain/case/file';
import { gate } from '../../domain/case/gate';
import { eligible } from '../../domain/case/proposing';

/** What moves a case on from each state, whoever may do it. What only adds to the file, such as a note, is none of it. */
const NEXT: Record<CaseStatus, CaseCommandType[]> = {
  lead: ['verify', 'decide-proposal'],
  registered: ['grade', 'decide-proposal'],
  graded: ['assign', 'fix-on-the-spot', 'decide-proposal'],
  assigned: [
    'accept-assignment',
    'reassign',
    'decide-proposal',
    'record-service',
    'issue-notice',
    'propose',
    'co-sign',
  ],
  notified: ['file-plan', 'decide-plan', 'start-recheck', 'record-service', 'decide-proposal'],
  rectifying: ['request-recheck', 'start-recheck', 'record-service', 'decide-proposal'],
  'awaiting-recheck': ['start-recheck', 'co-sign'],
  rechecking: ['record-recheck', 'co-sign'],
  'closure-review': ['decide-proposal', 'lift-control'],
  watching: ['record-watch-visit', 'record-report-up', 'decide-proposal'],
  archived: [],
  void: [],
};

/** Commands that a person might give on the file as it stands, with bodies that fit it. */
export type Tries = (personId: string, types: CaseCommandType[]) => CaseCommand[];

/** While a public notice hangs, or a suspension has a last day, only its time can bring the next step (settled 5.5, 8.10). */
const hangs = ({ deadlines }: Pick<CaseFile, 'deadlines'>): boolean =>
  deadlines.some(
    ({ clock, state }) => (clock === 'service-effective' || clock === 'suspension-end') && state === 'armed',
  );

/** True when something comes by itself, and somebody is owed it; archiving may wait for the clocks of an interview. */
const hasClock = ({ status, deadlines, archiveHeld }: CaseFile, { lookups }: Context): boolean => {
  const comes = deadlines.some(({ state }) => state === 'armed');
  if (hangs({ deadlines })) return true;
  if (status === 'watching') return comes || (archiveHeld && lookups.openInterviews() > 0);
  const isOwed = deadlines.some(
    ({ level, state, addressee }) => level === 0 && state !== 'paused' && addressee !== 'none',
  );
  return comes && isOwed;
};

/** Whether one kind of command is open to a person: by its gate first, which costs little, then by giving it. */
const canGive = (file: CaseFile, asking: Context, type: CaseCommandType, tries: Tries): boolean => {
  const rule = isDirect(type) ? COMMANDS[type] : null;
  if (rule !== null && gate(rule, file, asking) !== null) return false;
  const given = tries(asking.actor.personId, [type]);
  return given.some((command) => !('refusal' in decideCase(file, command, asking)));
};

/**
 * While the date of the rectification runs, its passing opens the re-check to those who inspect: a subject without an account
 * whose unit has nobody left to file for it is waited for until then.
 */
const runs = ({ status, deadlines }: Pick<CaseFile, 'status' | 'deadlines'>): boolean =>
  (status === 'notified' || status === 'rectifying') &&
  deadlines.some(({ clock, level, state }) => clock === 'rectify' && level === 0 && state === 'armed');

/**
 * Only a clock can be waited for: while the watch runs without anything owed, nobody has to do anything. Of proposals it has
 * been asked before who decides them, or which clock hands them on.
 */
const needsSomebody = (file: CaseFile): boolean =>
  file.status === 'watching'
    ? file.deadlines.some(
        ({ clock, level, state }) =>
          (clock === 'watch-visit' || clock === 'report-up') && level === 0 && state === 'fired',
      )
    : !hangs(file) && !runs(file);

/**
 * Why a case stands still, in words; null while it lives (settled 2): an open case has a clock that is armed, or fired and
 * still owed with a reminder ahead, and a person who can take the next step, and each of its open proposals somebody who
 * may decide it.
 */
export const deadState = (file: CaseFile, context: Context, tries: Tries): string | null => {
  if (isEnded(file)) return null;
  if (!hasClock(file, context)) return `${file.status}: no clock runs`;
  // Whoever could decide may be gone: then the decision clock hands the proposal on, as long as one runs. What waits for a
  // re-check to end has its clock back after it.
  const undecided = file.proposals.find(
    (proposal) =>
      proposal.waiting !== true &&
      eligible(file, context, proposal).length === 0 &&
      !file.deadlines.some(({ ref, state }) => ref === proposal.proposalId && state === 'armed'),
  );
  if (undecided) return `${file.status}: nobody may decide ${undecided.act}`;
  if (!needsSomebody(file)) return null;
  const today = civilDateOf(context.now);
  const persons = [...new Set(context.directory.posts.map(({ personId }) => personId))].map((personId): Context => ({
    ...context,
    actor: { personId, posts: postsOf(context.directory, personId, today), aliases: [] },
  }));
  // What is suspended goes on when somebody asks for that.
  const next: CaseCommandType[] = file.overlays.includes('suspended')
    ? ['propose', 'decide-proposal']
    : NEXT[file.status];
  const isOpen = next.some((type) => persons.some((asking) => canGive(file, asking, type, tries)));
  return isOpen ? null : `${file.status}: nobody can take the next step`;
};
