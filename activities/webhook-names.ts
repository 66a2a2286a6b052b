import { In } from 'typeorm';
import { holdsPersonIds, holdsUnitIds } from '../domain/fields-of-ids';
import type { DataSources } from '../entities/data-source';
import { PersonRow, UnitRow } from '../entities/people.entity';

/** Names by the ids they belong to. */
export type Names = Record<string, string>;

interface Ids {
  units: string[];
  people: string[];
}

/** The ids of units and people in what is posted. Whoever is not to be named has no id in it (domain/told-outside.ts). */
const idsIn = (value: unknown, ids: Ids = { units: [], people: [] }): Ids => {
  if (typeof value !== 'object' || value === null) return ids;
  for (const [field, held] of Object.entries(value) as [string, unknown][]) {
    const texts = (Array.isArray(held) ? held : [held]).filter((one) => typeof one === 'string');
    if (holdsUnitIds(field)) ids.units.push(...texts);
    else if (holdsPersonIds(field)) ids.people.push(...texts);
    else idsIn(held, ids);
  }
  return ids;
};

/** The names of the units and people whose ids stand in what is posted, as they are called now. */
export const webhookNames =
  ({ read }: DataSources) =>
  async (data: object): Promise<Names> => {
    const { units, people } = idsIn(data);
    const [ofUnits, ofPeople] = await Promise.all([
      units.length === 0 ? [] : read.getRepository(UnitRow).findBy({ unitId: In(units) }),
      people.length === 0 ? [] : read.getRepository(PersonRow).findBy({ personId: In(people) }),
    ]);
    const names: Names = {};
    for (const { unitId, name } of ofUnits) names[unitId] = name;
    for (const { personId, name } of ofPeople) names[personId] = name;
    return names;
  };
