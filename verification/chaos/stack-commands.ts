import 'reflect-metadata';
import { caseCommandBody } from '../../api/commands/case';
import type { CaseCommand, ReportCommand } from '../../domain/case/commands';

interface Sent {
  path: string;
  body?: unknown;
}

const fieldsOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};

const reportOf = (body: Record<string, unknown>): ReportCommand =>
  ({
    subjectIds: [],
    campaignIds: [],
    attachmentIds: [],
    ...body,
    type: 'report',
    protectedSource: false,
  }) as unknown as ReportCommand;

/**
 * The domain's command behind a request, for the checker to decide again; null for what is not about a case, and for what
 * the interface refuses already.
 */
export const domainCommandOf = async (
  op: string,
  { path, body }: Sent,
): Promise<CaseCommand | ReportCommand | null> => {
  if (op === 'report') return reportOf(fieldsOf(body));
  if (!path.startsWith('/api/v1/cases/')) return null;
  const known = caseCommandBody(op);
  return known === undefined ? null : known.parse(fieldsOf(body)).catch(() => null);
};
