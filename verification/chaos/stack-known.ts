import type { Answer } from './stack-client';

/** A proposal as a reader sees it. */
export interface SeenProposal {
  proposalId: string;
  act: string;
}

/** What a client last saw of a case. */
export interface SeenCase {
  caseId: string;
  version: number;
  status: string;
  /** Accepted, refused and waiting for another unit, or waiting for an answer. */
  accepted: boolean;
  assignable: boolean;
  overdue: boolean;
  /** A paper that was issued and not served. */
  unserved: string | null;
  proposals: SeenProposal[];
  subjectId: string | null;
  hazardType: string;
}

export const recordsIn = (list: unknown): Record<string, unknown>[] =>
  Array.isArray(list)
    ? list.flatMap((item: unknown) =>
        typeof item === 'object' && item !== null ? [Object.fromEntries(Object.entries(item))] : [],
      )
    : [];

export const textOf = (record: Record<string, unknown> | undefined, field: string): string => {
  const value = record?.[field];
  return typeof value === 'string' ? value : '';
};

export const proposalsIn = (body: Record<string, unknown>): SeenProposal[] =>
  recordsIn(body['openProposals']).map((one) => ({ proposalId: textOf(one, 'proposalId'), act: textOf(one, 'act') }));

/** Reads the answer of `GET /api/v1/cases/{id}`. */
export const seenCase = ({ body, version }: Answer): SeenCase => {
  const assignment = recordsIn([body['assignment']])[0];
  const clocks = recordsIn(body['clocks']);
  const overlays = body['overlays'];
  return {
    caseId: textOf(body, 'caseId'),
    version: version ?? Number(body['version']),
    status: textOf(body, 'status'),
    accepted: assignment?.['accepted'] === true,
    assignable: clocks.some((clock) => clock['clock'] === 'accept'),
    overdue: Array.isArray(overlays) && overlays.includes('overdue'),
    unserved:
      textOf(
        recordsIn(body['papers']).find((paper) => paper['state'] === 'issued'),
        'documentId',
      ) || null,
    proposals: proposalsIn(body),
    subjectId: textOf(recordsIn(body['subjects'])[0], 'subjectId') || null,
    hazardType: textOf(body, 'hazardType'),
  };
};
