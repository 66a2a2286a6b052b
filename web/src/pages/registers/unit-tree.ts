import type { RowOf } from '../../api/pages';

export type Unit = RowOf<'/api/v1/units'>;

/** A unit with those below it. */
export interface Branch {
  unit: Unit;
  below: Branch[];
  /** Whether it is what was searched for itself, and not only on the way to it. */
  isFound: boolean;
}

const says = ({ name, aliases }: Unit, text: string): boolean =>
  text === '' || [name, ...aliases].some((one) => one.includes(text));

/** The units below their superiors; of a search those that it finds, with who is above them. */
export const treeOf = (units: readonly Unit[], text = ''): Branch[] => {
  const ids = new Set(units.map(({ unitId }) => unitId));
  const below = new Map<string | null, Unit[]>();
  for (const unit of units) {
    const above = unit.parentId !== null && ids.has(unit.parentId) ? unit.parentId : null;
    below.set(above, [...(below.get(above) ?? []), unit]);
  }
  const placed = new Set<string>();
  const branchesOf = (parentId: string | null): Branch[] =>
    (below.get(parentId) ?? []).flatMap((unit) => {
      if (placed.has(unit.unitId)) return [];
      placed.add(unit.unitId);
      const branch = { unit, below: branchesOf(unit.unitId), isFound: says(unit, text) };
      return branch.isFound || branch.below.length > 0 ? [branch] : [];
    });
  return branchesOf(null);
};
