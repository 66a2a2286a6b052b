import { civilDateOf } from '../domain/clock/civil';
import type { Keeper } from '../domain/people/keeping-registers';
import { UnitRow } from '../entities/people.entity';
import type { AdminTx } from '../record/admin';
import { text } from '../record/row';
import { forbidden, invalidField } from './problem';
import { rolesWith, type Right } from './rights';

/**
 * Asks again, inside the transaction, for a right in one town: by a post that is given and valid today, in a unit that
 * exists, of that town or of the district (SA's from anywhere), and whose holder's account is open.
 *
 * @returns those posts.
 * @throws Problem 403 with who can.
 */
export const requireRightNow = async (
  tx: AdminTx,
  personId: string,
  right: Right,
  townId: string | null,
): Promise<Keeper[]> => {
  const today = civilDateOf(tx.now);
  const roles = rolesWith(right);
  const held = await tx.query(
    `SELECT p.role, p.unit_id FROM post p JOIN unit u ON u.unit_id = p.unit_id JOIN account a ON a.person_id = p.person_id
     WHERE p.person_id = ? AND p.status = 'given' AND a.disabled_at IS NULL
       AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to >= ?)
       AND u.valid_from <= ? AND (u.valid_to IS NULL OR u.valid_to >= ?) AND (u.town_id IS NULL OR u.town_id = ? OR p.role = 'SA')`,
    [personId, today, today, today, today, townId],
  );
  const granted = held.flatMap((row) =>
    roles.flatMap((role) => (role === row['role'] ? [{ role, unitId: text(row, 'unit_id') }] : [])),
  );
  if (granted.length === 0) throw forbidden('not-your-task', '您的岗位无权办理此操作。', [...roles]);
  return granted;
};

/** 422 unless the unit exists and belongs to this town; `kind` narrows it to units of that kind. */
export const requireUnitOfTown = async (
  tx: AdminTx,
  unitId: string | undefined,
  { townId, pointer, name, kind, orDistrict = false }: UnitNeeded,
): Promise<void> => {
  if (unitId === undefined) return;
  const [unit] = await tx.find(UnitRow, { unitId });
  const isPlaced = unit !== undefined && (unit.townId === townId || (orDistrict && unit.townId === null));
  if (!isPlaced) throw invalidField(pointer, 'unknown', `${name}不存在或不属于本镇，请重新选择。`);
  if (kind !== undefined && unit.kind !== kind)
    throw invalidField(pointer, 'wrong-kind', `${name}不是所需类别的单位，请重新选择。`);
  if (unit.validTo !== null && unit.validTo < civilDateOf(tx.now))
    throw invalidField(pointer, 'unit-ended', `${name}已撤销，请选择现有单位。`);
};

/** Where a unit that a body names has to lie, and what the field is called. */
interface UnitNeeded {
  townId: string | null;
  /** JSON pointer of the field. */
  pointer: string;
  /** Chinese name of the field. */
  name: string;
  kind?: string;
  /** Units of the district will do as well. */
  orDistrict?: boolean;
}
