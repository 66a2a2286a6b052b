import { CaseRow } from '../../entities/case.entity';
import { EscalationRow } from '../../entities/escalation.entity';
import { NotificationRow } from '../../entities/ledger.entity';
import type { NotificationAnswer } from '../answers/notification';
import type { AppDeps } from '../deps';
import type { PageAsked } from '../paging';
import { textOf } from '../present/message';
import { scopeCases, scopeEscalations } from './scope';
import type { Viewer } from './viewer';

const channel = 'in-app';

/** How many messages this person has not read. */
export const unreadOf = ({ db }: Pick<AppDeps, 'db'>, personId: string): Promise<number> =>
  db
    .getRepository(NotificationRow)
    .createQueryBuilder('n')
    .where('n.recipient = :personId AND n.channel = :channel AND n.readAt IS NULL', { personId, channel })
    .getCount();

/** The same of several people. */
export const unreadByPerson = async (
  { db }: Pick<AppDeps, 'db'>,
  personIds: readonly string[],
): Promise<(personId: string) => number> => {
  const rows =
    personIds.length === 0
      ? []
      : await db
          .getRepository(NotificationRow)
          .createQueryBuilder('n')
          .select('n.recipient', 'recipient')
          .addSelect('COUNT(*)', 'unread')
          .where('n.recipient IN (:...personIds) AND n.channel = :channel AND n.readAt IS NULL', { personIds, channel })
          .groupBy('n.recipient')
          .getRawMany<{ recipient: string; unread: number | string }>();
  const found = new Map(rows.map(({ recipient, unread }) => [recipient, Number(unread)]));
  return (personId) => found.get(personId) ?? 0;
};

/** A page of somebody's messages, the newest first; one row more than the page. */
export const messagesOf = (
  { db }: AppDeps,
  personId: string,
  { unread, page }: { unread: boolean; page: PageAsked },
): Promise<NotificationRow[]> => {
  const find = db
    .getRepository(NotificationRow)
    .createQueryBuilder('n')
    .where('n.recipient = :personId AND n.channel = :channel', { personId, channel })
    .orderBy('n.createdAt', 'DESC')
    .addOrderBy('n.idemKey', 'DESC')
    .take(page.limit + 1);
  if (unread) find.andWhere('n.readAt IS NULL');
  if (page.after !== undefined)
    find.andWhere('(n.createdAt < :at OR (n.createdAt = :at AND n.idemKey < :id))', {
      at: page.after[0],
      id: page.after[1],
    });
  return find.getMany();
};

const idsIn = (rows: readonly NotificationRow[], prefix: string): string[] => [
  ...new Set(
    rows.filter(({ streamId }) => streamId.startsWith(prefix)).map(({ streamId }) => streamId.slice(prefix.length)),
  ),
];

/** Streams of these messages that the viewer reads today by his posts: of the others the message keeps its text alone. */
const readableOf = async (
  deps: AppDeps,
  viewer: Viewer,
  rows: readonly NotificationRow[],
): Promise<{ cases: Map<string, CaseRow>; escalations: Set<string> }> => {
  const caseIds = ['', ...idsIn(rows, 'case:')];
  const escalationIds = ['', ...idsIn(rows, 'escalation:')];
  const cases = deps.db.getRepository(CaseRow).createQueryBuilder('c').where('c.caseId IN (:...caseIds)', { caseIds });
  const escalations = deps.db
    .getRepository(EscalationRow)
    .createQueryBuilder('e')
    .where('e.escalationId IN (:...escalationIds)', { escalationIds });
  const [foundCases, foundEscalations] = await Promise.all([
    scopeCases(cases, viewer).getMany(),
    scopeEscalations(escalations, viewer, []).getMany(),
  ]);
  return {
    cases: new Map(foundCases.map((row) => [row.caseId, row] as const)),
    escalations: new Set(foundEscalations.map(({ escalationId }) => escalationId)),
  };
};

/** How messages are shown to their reader. */
export const presentMessages = async (
  deps: AppDeps,
  viewer: Viewer,
  rows: readonly NotificationRow[],
): Promise<(row: NotificationRow) => NotificationAnswer> => {
  const { cases, escalations } = await readableOf(deps, viewer, rows);
  return ({ idemKey, streamId, template, data, createdAt, readAt }) => {
    const [kind = '', id = ''] = streamId.split(':');
    const found = kind === 'case' ? cases.get(id) : undefined;
    return {
      notificationId: idemKey,
      template,
      text: textOf(template, data),
      createdAt,
      readAt,
      ...(found === undefined ? {} : { caseId: id, title: found.title }),
      ...(found?.number == null ? {} : { number: found.number }),
      ...(escalations.has(id) ? { escalationId: id } : {}),
    };
  };
};
