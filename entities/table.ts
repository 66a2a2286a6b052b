import { getMetadataArgsStorage, type ColumnOptions } from 'typeorm';

/** A class of `entities/`; its properties are the columns of one table. */
export type EntityClass<T extends object = object> = new () => T;

/** A value as drivers take and give it. */
type Stored = string | number | null;

export interface ColumnPlan {
  property: string;
  name: string;
  /** From the value of the property. @throws TypeError where the column cannot hold it */
  write: (value: unknown) => Stored;
  /** The value of the property. */
  read: (stored: unknown) => unknown;
}

/** What a table and its columns are called, and how values go in and out, as the decorators of its entity say. */
export interface TablePlan {
  table: string;
  columns: readonly ColumnPlan[];
  /** The names of all columns, as a list in SQL. */
  names: string;
  /** Throws for a property that the entity does not have. */
  column(property: string): ColumnPlan;
}

const plans = new Map<EntityClass, TablePlan>();

/** The plan of an entity, made once from TypeORM's decorators: no connection is needed. */
export const tableOf = (entity: EntityClass): TablePlan => {
  const known = plans.get(entity);
  if (known !== undefined) return known;
  const plan = planOf(entity);
  plans.set(entity, plan);
  return plan;
};

const planOf = (entity: EntityClass): TablePlan => {
  const storage = getMetadataArgsStorage();
  const table = storage.tables.find(({ target }) => target === entity)?.name;
  if (table === undefined) throw new TypeError(`${entity.name} is no entity with a named table`);
  const columns = storage
    .filterColumns(entity)
    .map(({ propertyName, options }) => columnOf(`${entity.name}.${propertyName}`, propertyName, options));
  const byProperty = new Map(columns.map((column) => [column.property, column]));
  return {
    table,
    columns,
    names: columns.map(({ name }) => name).join(', '),
    column(property) {
      const column = byProperty.get(property);
      if (column === undefined) throw new TypeError(`${entity.name} has no column ${property}`);
      return column;
    },
  };
};

const columnOf = (where: string, property: string, { name, transformer }: ColumnOptions): ColumnPlan => {
  if (name === undefined || Array.isArray(transformer))
    throw new TypeError(`${where} has no name or several transformers`);
  const checked = (value: unknown): Stored => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value;
    throw new TypeError(`${where} cannot hold ${value === undefined ? 'nothing: null is meant' : typeof value}`);
  };
  if (transformer === undefined) return { property, name, write: checked, read: (stored) => stored };
  return {
    property,
    name,
    write: (value) => checked(transformer.to(value)),
    read: (stored) => transformer.from(stored) as unknown,
  };
};
