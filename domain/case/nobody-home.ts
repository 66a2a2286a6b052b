import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { RIGHTS } from '../people/authority';
import { hasEnded, validOn } from '../people/directory';
import { rolesOf, type Grant } from '../people/permit';
import type { ClockName } from '../stream';
import { isNobodyHomeTold } from './fold-rungs';
import { record, type Recording } from './recording';

/** Who of the owing unit does what a clock is for; decisions and co-signatures go up by themselves. */
const DONE_BY: Partial<Record<ClockName, Grant[]>> = {
  verify: RIGHTS.verify,
  grade: RIGHTS.grade,
  assign: RIGHTS.assign,
  accept: RIGHTS['accept-assignment'],
  serve: RIGHTS['record-service'],
  plan: RIGHTS['file-plan'],
  rectify: RIGHTS['request-recheck'],
  progress: RIGHTS['report-progress'],
  recheck: RIGHTS['record-recheck'],
  'watch-visit': RIGHTS['record-watch-visit'],
  'report-up': RIGHTS['record-report-up'],
};

/** Whether somebody of a unit could do today what it owes; nobody of one that has ended (settled 3.8). */
const isSomebodyHome = ({ directory, now }: Context, unitId: string, grants: Grant[]): boolean => {
  const today = civilDateOf(now);
  const roles = rolesOf(grants);
  return (
    !hasEnded(directory.units[unitId], today) &&
    directory.posts.some((post) => post.unitId === unitId && roles.includes(post.role) && validOn(post, today))
  );
};

/** What a unit owes while nobody is left in it who could do it is told once for each clock of a cycle (settled 2, 3.8). */
export const tellNobodyHome = (recording: Recording): void => {
  const owed = recording.file.deadlines.filter(({ level, addressee }) => level === 0 && addressee.startsWith('unit:'));
  for (const { clock, addressee } of owed) {
    const grants = DONE_BY[clock];
    if (grants === undefined || isNobodyHomeTold(recording.file, clock)) continue;
    if (isSomebodyHome(recording.context, addressee.slice('unit:'.length), grants)) continue;
    record(recording, 'rung-reached', { act: 'nobody-home', clock, level: 0, addressee });
  }
};
