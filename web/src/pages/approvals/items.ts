import type { Answer, Explained, Schemas } from '../../api/typed';
import type { CommandTarget } from '../../shared/commands/form-answer';
import { dayOf } from '../../shared/dates';
import { untilInWords } from '../../shared/TimeLeft';
import { labelIn } from '../../shared/words';

export type Waiting = Answer<'/api/v1/inbox'>['items'][number];
export type CoSign = Schemas['CoSignAnswer'];
export type Decision = Exclude<Waiting, CoSign>;

export const isCoSign = (item: Waiting): item is CoSign => 'askId' in item;

export const idOf = (item: Waiting): string => (isCoSign(item) ? item.askId : item.proposalId);

export const caseIdOf = (item: Waiting): string | undefined => ('caseId' in item ? item.caseId : undefined);

export const escalationIdOf = (item: Waiting): string | undefined =>
  'escalationId' in item ? item.escalationId : undefined;

/** By when; null where no clock runs for it. */
export const dueOf = (item: Waiting): string | null => (isCoSign(item) ? item.dueAt : item.decideBy);

/** `12月1日 周二止` for what runs to the end of a day, else `明天 09:00 前`. */
export const deadlineInWords = (due: string, now: string): string =>
  untilInWords({ dueAt: due, dueOn: dayOf(Date.parse(due) - 1) }, now);

/** `销号`, `会签：制发文书`. */
export const kindOf = (of: Pick<Explained, 'labels'>, item: Waiting): string =>
  isCoSign(item) ? `会签：${labelIn(of, 'case-command', item.command)}` : labelIn(of, 'proposal-act', item.act);

/** The command that answers it. */
export const targetOf = (item: Waiting): CommandTarget => {
  if (isCoSign(item)) return { stream: 'cases', id: item.caseId, command: 'co-sign', askId: item.askId };
  const [stream, id] =
    'caseId' in item ? (['cases', item.caseId] as const) : (['escalations', item.escalationId] as const);
  return { stream, id, command: 'decide-proposal', proposalId: item.proposalId };
};

/** Where it is told of whole. */
export const addressOfItem = (item: Waiting): string => {
  const { stream, id } = targetOf(item);
  return `/${stream}/${encodeURIComponent(id)}`;
};

export interface Group {
  kind: string;
  items: Waiting[];
}

/** What waits, by its kind; kinds in the order of their most urgent, all in the order of the API. */
export const groupsOf = (of: Pick<Explained, 'labels'>, items: readonly Waiting[]): Group[] => {
  const groups = new Map<string, Waiting[]>();
  for (const item of items) groups.set(kindOf(of, item), [...(groups.get(kindOf(of, item)) ?? []), item]);
  return [...groups].map(([kind, inKind]) => ({ kind, items: inKind }));
};
