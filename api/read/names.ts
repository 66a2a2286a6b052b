import { In, type DataSource, type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { PROTECTED_NAME } from '../../domain/people/protected-names';
import { PersonRow, UnitRow } from '../../entities/people.entity';
import { SiteRow, SubjectRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';
import { FIELD_NAMES } from '../dto/field-names';
import { hiddenFrom } from './protected-names';
import type { Viewer } from './viewer';

/** Names by the ids they belong to. */
export type Names = Record<string, string>;

/** What ids are named that stand in an answer. */
export const KINDS = ['unit', 'person', 'subject', 'site'] as const;
type Kind = (typeof KINDS)[number];
type Ids = Record<Kind, Set<string>>;

const isKind = (widget: unknown): widget is Kind => KINDS.some((kind) => kind === widget);

const kindOf = (field: string): Kind | undefined => {
  const widget = Object.hasOwn(FIELD_NAMES, field) ? FIELD_NAMES[field]?.widget : undefined;
  return isKind(widget) ? widget : undefined;
};

/** Whom a clock is addressed to: `unit:<id>` or `subject:<id>`. */
const addAddressee = (text: string, ids: Ids): void => {
  const [kind = '', id = ''] = text.split(':');
  if ((kind === 'unit' || kind === 'subject') && id !== '') ids[kind].add(id);
};

/** The ids in an answer, by what each field picks from: `unitId`, `leadUnitId` and `coUnitIds` are of units, and so on. */
const collect = (value: unknown, ids: Ids): void => {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, ids);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [field, held] of Object.entries(value)) {
    const kind = kindOf(field);
    const texts: unknown[] = Array.isArray(held) ? held : [held];
    for (const text of texts) {
      if (typeof text !== 'string') continue;
      if (kind !== undefined) ids[kind].add(text);
      else if (field === 'addressee') addAddressee(text, ids);
    }
    collect(held, ids);
  }
};

const namesOf = async <R extends ObjectLiteral & { name: string }>(
  db: DataSource,
  entity: EntityTarget<R>,
  field: keyof R & string,
  ids: Set<string>,
): Promise<[string, string][]> => {
  if (ids.size === 0) return [];
  const where = { [field]: In([...ids]) } as FindOptionsWhere<R>;
  return (await db.getRepository(entity).findBy(where)).map((row) => [String(row[field]), row.name]);
};

/** The names of units, people, subjects and sites whose ids stand in an answer, as the viewer reads them. */
export const namesIn = async (deps: AppDeps, viewer: Viewer, answer: unknown): Promise<Names> => {
  const ids: Ids = { unit: new Set(), person: new Set(), subject: new Set(), site: new Set() };
  collect(answer, ids);
  const { db } = deps;
  const [units, people, subjects, sites, hidden] = await Promise.all([
    namesOf(db, UnitRow, 'unitId', ids.unit),
    namesOf(db, PersonRow, 'personId', ids.person),
    namesOf(db, SubjectRow, 'subjectId', ids.subject),
    namesOf(db, SiteRow, 'siteId', ids.site),
    hiddenFrom(deps, viewer, [...ids.subject]),
  ]);
  const seen = subjects.map(([id, name]): [string, string] => [id, hidden.has(id) ? PROTECTED_NAME : name]);
  return Object.fromEntries([...units, ...people, ...seen, ...sites]);
};
