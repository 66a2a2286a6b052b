import { In } from 'typeorm';
import { batchRefusals } from '../../domain/case/batch';
import { canReadCase } from '../../domain/case/readers';
import { sightOf } from '../../domain/case/sight';
import type { CaseFile } from '../../domain/case/file';
import type { Refusal } from '../../domain/stream';
import { streamIdOf } from '../../domain/stream-module';
import { ProposalRow } from '../../entities/ledger.entity';
import type { BatchRow } from '../batch-rows';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { judgesOf } from './judge';
import type { Viewer } from './viewer';

const isCase = (file: object): file is CaseFile => 'caseId' in file;

/** Those of these cases of which the viewer reads more than that he reported them. */
const casesRead = async (deps: AppDeps, viewer: Viewer, caseIds: string[]): Promise<Map<string, CaseFile>> => {
  const files = (await deps.door.loadFiles(caseIds.map((caseId) => streamIdOf('case', caseId)))).filter(isCase);
  const contextOf = await judgesOf(deps, viewer.personId, files);
  const read = files.filter((file) => {
    const context = contextOf(file);
    const isHis = viewer.scopes.some((scope) => canReadCase(scope, file, context.actor.aliases));
    return isHis && sightOf(file, context) !== 'reporter';
  });
  return new Map(read.map((file) => [file.caseId, file]));
};

const proposalIdOf = ({ command }: BatchRow): string | undefined =>
  command.type === 'decide-proposal' ? command.proposalId : undefined;

const keyOf = (caseId: string, proposalId: string): string => `${streamIdOf('case', caseId)} ${proposalId}`;

/** What is to be decided, decided ones included: a repetition of the batch must find the same. */
const actsOf = async ({ db }: AppDeps, rows: readonly BatchRow[]): Promise<Map<string, string>> => {
  const asked = rows.flatMap((row) => {
    const proposalId = proposalIdOf(row);
    return proposalId === undefined ? [] : [{ streamId: streamIdOf('case', row.caseId), proposalId }];
  });
  if (asked.length === 0) return new Map<string, never>();
  const found = await db.getRepository(ProposalRow).findBy({
    streamId: In(asked.map(({ streamId }) => streamId)),
    proposalId: In(asked.map(({ proposalId }) => proposalId)),
  });
  return new Map(found.map(({ streamId, proposalId, act }) => [`${streamId} ${proposalId}`, act]));
};

/**
 * Why the rules of batches refuse cases of this one, by the id of the case. Of cases in another version than was read
 * nothing is said here, nor of those that the viewer may not read: the door answers them as it answers a single command.
 */
export const batchedRefusals = async (
  deps: AppDeps,
  viewer: Viewer,
  rows: readonly BatchRow[],
): Promise<Map<string, Refusal>> => {
  const files = await casesRead(
    deps,
    viewer,
    rows.map(({ caseId }) => caseId),
  );
  const acts = await actsOf(deps, rows);
  const known = rows.flatMap((row) => {
    const file = files.get(row.caseId);
    return file === undefined ? [] : [{ row, file }];
  });
  const refusals = batchRefusals(
    known.map(({ row, file: { grade } }) => {
      const proposalId = proposalIdOf(row);
      const act = proposalId === undefined ? undefined : acts.get(keyOf(row.caseId, proposalId));
      return { command: row.command.type, grade, ...compact({ act }) };
    }),
  );
  return new Map(
    known.flatMap(({ row, file }, at) => {
      const refusal = refusals[at];
      return refusal == null || file.version !== row.version ? [] : [[row.caseId, refusal] as const];
    }),
  );
};
