import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { read } from '../../api/client';
import type { LogOf } from '../../api/log';
import type { Explained } from '../../api/typed';

/** What stands on a paper of a case or an escalation. */
export interface PaperText {
  documentId: string;
  title: string;
  number: string;
  text?: string;
  issuerUnitId?: string;
  issuedAt: string;
  addresseeName?: string;
  /** Where it goes to several. */
  to?: { name: string }[];
  dueOn?: string;
}

export interface PaperTexts extends Explained {
  items: PaperText[];
}

/** The texts of all papers of a case or an escalation. */
export const usePaperTexts = ({ stream, id }: LogOf): UseQueryResult<PaperTexts> =>
  useQuery({
    queryKey: ['papers', stream, id],
    queryFn: ({ signal }): Promise<PaperTexts> =>
      stream === 'cases'
        ? read('/api/v1/cases/{caseId}/documents', { path: { caseId: id } }, signal)
        : read('/api/v1/escalations/{escalationId}/documents', { path: { escalationId: id } }, signal),
  });
