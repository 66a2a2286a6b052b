import { In } from 'typeorm';
import type { CivilDate } from '../../domain/clock/civil';
import { policyOn, type PolicyMove } from '../../domain/people/policy-move';
import { TownPolicyRow, TownRow } from '../../entities/people.entity';
import type { AppDeps } from '../deps';

/** The moves that were approved, as the rule reads them. */
export const approvedMoves = (rows: TownPolicyRow[]): (PolicyMove & { decidedAt: string })[] =>
  rows.flatMap(({ status, packId, packVersion, effectiveOn, decidedAt }) =>
    status === 'approved' && decidedAt !== null ? [{ packId, version: packVersion, effectiveOn, decidedAt }] : [],
  );

/** The towns with the pack version that their new cases are under on a day. */
export const withPolicyOn = async (deps: AppDeps, towns: TownRow[], on: CivilDate): Promise<TownRow[]> => {
  if (towns.length === 0) return towns;
  const townIds = towns.map(({ townId }) => townId);
  const moves = await deps.db.getRepository(TownPolicyRow).findBy({ townId: In(townIds), status: 'approved' });
  return towns.map((town) => {
    const own = approvedMoves(moves.filter(({ townId }) => townId === town.townId));
    const { packId, version } = policyOn({ packId: town.packId, version: town.packVersion }, own, on);
    return Object.assign(new TownRow(), town, { packId, packVersion: version });
  });
};
