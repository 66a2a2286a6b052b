import { attachmentsOf } from '../../shared/case/attachments';
import type { CaseEvent, CaseLog, Clock } from './file';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Fields of events that hold what somebody wrote, in the order in which they are shown. */
const WRITTEN = [
  'description',
  'finding',
  'findings',
  'report',
  'done',
  'obstacles',
  'requirements',
  'text',
  'reason',
  'opinion',
  'reuseReason',
  'reportedTo',
  'requestRef',
];

/** What somebody wrote in an event. */
export const writtenIn = ({ body }: CaseEvent): string[] =>
  !isObject(body) ? [] : WRITTEN.flatMap((field) => (typeof body[field] === 'string' ? [body[field]] : []));

export type LogFilter = 'all' | 'people' | 'system' | 'papers' | 'photos';

export const LOG_FILTERS: readonly { value: LogFilter; label: string }[] = [
  { value: 'all', label: '全部' },
  { value: 'people', label: '人' },
  { value: 'system', label: '系统' },
  { value: 'papers', label: '文书' },
  { value: 'photos', label: '照片' },
];

export const isPaper = ({ body }: CaseEvent): boolean => isObject(body) && typeof body['documentId'] === 'string';

export const isIn = (event: CaseEvent, filter: LogFilter): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'people':
      return event.actor?.kind === 'person';
    case 'system':
      return event.actor?.kind === 'system';
    case 'papers':
      return isPaper(event);
    case 'photos':
      return attachmentsOf(event).length > 0;
  }
};

/** Which rectification an event belongs to: each closing ends one, and what came after it is of the next, if there is one. */
export const cycleAt = (log: Pick<CaseLog, 'items'>, { seq }: Pick<CaseEvent, 'seq'>): number =>
  1 + log.items.filter((event) => event.type === 'closed' && event.seq < seq).length;

/** How often it was reminded of a clock. */
export const remindersOf = (log: Pick<CaseLog, 'items'>, { deadlineId }: Pick<Clock, 'deadlineId'>): number =>
  log.items.filter(({ type, body }) => {
    const fired = type === 'reminder-due' && isObject(body) ? body['fires'] : undefined;
    return typeof fired === 'string' && fired.startsWith(`${deadlineId}:`);
  }).length;
