import { In } from 'typeorm';
import { idOf, kindOf } from '../../domain/stream-module';
import { CaseReaderRow, CaseRow, ReporterIdentityRow } from '../../entities/case.entity';
import { EscalationRow } from '../../entities/escalation.entity';
import { FeedRow } from '../../entities/stream.entity';
import type { ChangedStreamAnswer } from '../answers/changes';
import type { AppDeps } from '../deps';
import type { FeedPlace } from '../read/feed';
import { escalationsAmong } from '../read/files';
import { readsCase, type CaseReaders } from '../read/scope';
import type { Viewer } from '../read/viewer';

/** Something that happened, and where in the feed. */
export interface Happened {
  streamId: string;
  position: number;
  eventId: string;
}

const isPlaced = (row: FeedRow): row is FeedRow & { position: number } => row.position !== null;

/** What happened after a place, the oldest first. */
export const happenedAfter = async (
  { db }: AppDeps,
  after: FeedPlace,
  { upTo, limit }: { upTo?: FeedPlace; limit: number },
): Promise<Happened[]> => {
  const find = db
    .getRepository(FeedRow)
    .createQueryBuilder('f')
    .select(['f.eventId', 'f.streamId', 'f.position'])
    .where('f.position > :after', { after: after.position })
    .orderBy('f.position')
    .take(limit);
  if (upTo !== undefined) find.andWhere('f.position <= :upTo', { upTo: upTo.position });
  return (await find.getMany()).filter(isPlaced);
};

/** Streams in which something happened, as anybody may be told of them. */
export interface Changed {
  /** Those of these streams that the viewer may read, in the order in which they changed. */
  for(viewer: Viewer, streamIds: readonly string[]): Promise<ChangedStreamAnswer[]>;
}

const keysOf = <R extends { caseId: string }>(rows: readonly R[], keyOf: (row: R) => string | null) => {
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return (caseId: string): ReadonlySet<string> =>
    new Set((byCase.get(caseId) ?? []).flatMap((row) => keyOf(row) ?? []));
};

const readCases = async ({ db }: AppDeps, caseIds: string[]) => {
  const of = { caseId: In(caseIds) };
  const [rows, readers, reporters] = await Promise.all([
    db.getRepository(CaseRow).find({ where: of, select: { caseId: true, townId: true, version: true } }),
    db.getRepository(CaseReaderRow).find({ where: of, select: { caseId: true, reader: true } }),
    db.getRepository(ReporterIdentityRow).find({ where: of, select: { caseId: true, alias: true, personId: true } }),
  ]);
  const [keysIn, reportersOf] = [keysOf(readers, (row) => row.reader), keysOf(reporters, (row) => row.personId)];
  return new Map(
    rows.map(({ caseId, townId, version }) => {
      const readBy: CaseReaders = { townId, keys: keysIn(caseId), reporters: reportersOf(caseId) };
      return [caseId, { version, readBy }] as const;
    }),
  );
};

/**
 * Reads what has to be known of these streams to tell any number of viewers: a few statements, however many listen. Escalations,
 * of which there are few, are judged by their files.
 */
export const readChanged = async (deps: AppDeps, happened: readonly Happened[]): Promise<Changed> => {
  const idsOf = (kind: string): string[] => [
    ...new Set(happened.flatMap(({ streamId }) => (kindOf(streamId) === kind ? [idOf(streamId)] : []))),
  ];
  const [caseIds, escalationIds] = [idsOf('case'), idsOf('escalation')];
  const cases = caseIds.length === 0 ? new Map<string, never>() : await readCases(deps, caseIds);
  const escalations =
    escalationIds.length === 0
      ? []
      : await deps.db.getRepository(EscalationRow).findBy({ escalationId: In(escalationIds) });
  return {
    async for(viewer, streamIds) {
      const asked = new Set(streamIds);
      const among = escalations.filter(
        ({ escalationId, townId }) => asked.has(`escalation:${escalationId}`) && viewer.townIds.includes(townId),
      );
      const readable = among.length === 0 ? [] : await escalationsAmong(deps, viewer, among);
      const versions = new Map(readable.map(({ escalationId, version }) => [escalationId, version]));
      return [...asked].flatMap((streamId): ChangedStreamAnswer[] => {
        const id = idOf(streamId);
        const found = kindOf(streamId) === 'case' ? cases.get(id) : undefined;
        if (found !== undefined)
          return readsCase(viewer, found.readBy) ? [{ kind: 'case', id, version: found.version }] : [];
        const version = versions.get(id);
        return version === undefined ? [] : [{ kind: 'escalation', id, version }];
      });
    },
  };
};
