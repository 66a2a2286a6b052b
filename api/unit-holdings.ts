import type { CivilDate } from '../domain/clock/civil';
import type { UnitHoldings } from '../domain/people/ending-units';
import type { AdminTx } from '../record/admin';
import { whole } from '../record/row';
import { marks } from '../record/sql';
import { endedStates } from '../record/streams';

/** What a unit holds beyond a day, as of now. */
export const readHoldings = async (
  tx: Pick<AdminTx, 'query'>,
  unitId: string,
  to: CivilDate,
): Promise<UnitHoldings> => {
  const count = async (sql: string, params: string[]): Promise<number> => {
    const [row] = await tx.query(`SELECT COUNT(*) AS held FROM ${sql}`, params);
    return row === undefined ? 0 : whole(row, 'held');
  };
  const isOpen = `status NOT IN (${marks(endedStates)})`;
  return {
    posts: await count(
      "post WHERE unit_id = ? AND status IN ('given', 'pending') AND (valid_to IS NULL OR valid_to > ?)",
      [unitId, to],
    ),
    cases: await count(`case_row WHERE ${isOpen} AND case_id IN (SELECT case_id FROM case_unit WHERE unit_id = ?)`, [
      ...endedStates,
      unitId,
    ]),
    deadlines: await count("deadline WHERE addressee = ? AND state IN ('armed', 'paused')", [`unit:${unitId}`]),
    escalations: await count(`escalation_row WHERE ${isOpen} AND (addressee = ? OR host_unit_id = ?)`, [
      ...endedStates,
      `unit:${unitId}`,
      unitId,
    ]),
  };
};
