import { clockName } from '../../domain/clock-names';
import type { AnyFile } from '../../domain/modules';
import type { Directory } from '../../domain/people/directory';
import { PROTECTED_NAME } from '../../domain/people/protected-names';
import type { Addressee, Deadline } from '../../domain/stream';
import { ruleInWords } from '../../domain/step-rule';
import type { PreviewedStream } from '../../record/preview';
import type { EffectAnswer } from '../answers/preview';
import { unitName } from './preview-people';

/** The town of whom effects are told, and when. */
export interface Told {
  directory: Directory;
  now: string;
}

/** Who owes it. A protected person is not named: who asks may not be somebody who reads the name. */
const owerName = (addressee: Addressee, file: AnyFile, directory: Directory): string => {
  const id = addressee.slice(addressee.indexOf(':') + 1);
  if (addressee === 'none') return '';
  if (addressee.startsWith('unit:')) return unitName(directory, id);
  const subject = 'caseId' in file ? file.subjects.find(({ subjectId }) => subjectId === id) : undefined;
  if (subject === undefined) return 'caseId' in file ? '责任主体' : file.addresseeName;
  return subject.protectedPerson ? PROTECTED_NAME : subject.name;
};

/** Deadlines that people read of: neither the steps of a limit nor what a proposal or a co-signature tells by itself. */
const limitsOf = (file: AnyFile | null): Deadline[] => {
  const proposals: string[] = file === null ? [] : file.proposals.map(({ proposalId }) => proposalId);
  return (file?.deadlines ?? []).filter(
    ({ level, clock, ref }) =>
      level === 0 && clock !== 'co-sign' && clock !== 'day-end' && !(ref !== undefined && proposals.includes(ref)),
  );
};

const metIn = ({ events }: PreviewedStream): string[] =>
  events.flatMap(({ body }) => (body.meets ?? []).map(({ deadlineId }) => deadlineId));

/** What becomes of the limits that run: which begin, move, stand still, go on, are kept or end; with day and rule. */
export const deadlineEffects = (stream: PreviewedStream, { directory }: Told): EffectAnswer[] => {
  const { before, after } = stream;
  const earlier = limitsOf(before);
  const later = limitsOf(after);
  const begun = later.filter(({ deadlineId }) => !earlier.some((one) => one.deadlineId === deadlineId));
  const met = metIn(stream);
  const isGone = ({ deadlineId }: Deadline): boolean =>
    !met.includes(deadlineId) && !later.some((one) => one.deadlineId === deadlineId);
  const isReplaced = ({ clock }: Deadline): boolean => begun.some((one) => one.clock === clock);
  const dated = (deadline: Deadline, text: string): EffectAnswer => ({
    kind: 'deadline',
    text,
    at: deadline.dueAt,
    day: deadline.dueOn,
  });
  const beginning = begun.map((deadline) => {
    const { clock, addressee, dueOn } = deadline;
    const ower = owerName(addressee, after, directory);
    const old = earlier.find((one) => one.clock === clock && isGone(one));
    const how = old === undefined ? '至' : `由 ${old.dueOn} 改为`;
    return dated(
      deadline,
      `${clockName(clock)}${how} ${dueOn}${ower === '' ? '' : `（${ower}）`}：${ruleInWords(deadline)}`,
    );
  });
  const changing = earlier.flatMap((deadline): EffectAnswer[] => {
    const name = clockName(deadline.clock);
    const now = later.find(({ deadlineId }) => deadlineId === deadline.deadlineId);
    if (now === undefined) {
      if (met.includes(deadline.deadlineId)) return [{ kind: 'deadline', text: `${name}：已办，停止计时` }];
      return isReplaced(deadline) ? [] : [{ kind: 'deadline', text: `${name}：不再计时` }];
    }
    if (now.state === 'fired' && deadline.state !== 'fired') return [dated(now, `${name}：已逾期`)];
    if (now.state === 'paused' && deadline.state !== 'paused') return [{ kind: 'deadline', text: `${name}：暂停计时` }];
    if (now.state === 'armed' && deadline.state === 'paused') return [dated(now, `${name}：继续计时，至 ${now.dueOn}`)];
    return now.dueAt === deadline.dueAt ? [] : [dated(now, `${name}：由 ${deadline.dueOn} 改为 ${now.dueOn}`)];
  });
  return [...beginning, ...changing];
};
