import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';

/*
 * The families of columns, the same on SQLite, MySQL and MariaDB. Lengths are checked before the database sees a value.
 * The migrations give the ASCII families a binary collation, so that they compare byte by byte on all three.
 */

interface Options {
  name: string;
  nullable?: boolean;
  /** What rows have that were written without it, as the migration says. */
  preset?: string | number;
}

const column = (type: 'varchar' | 'mediumtext' | 'int', length: number | null, options: Options): PropertyDecorator =>
  Column({
    ...columnOptions(type, length),
    name: options.name,
    nullable: options.nullable ?? false,
    ...(options.preset === undefined ? {} : { default: options.preset }),
  });

const columnOptions = (type: 'varchar' | 'mediumtext' | 'int', length: number | null): ColumnOptions =>
  length === null ? { type } : { type, length };

/** Part of the primary key: ULID, kebab-case code, stream id or counter scope. */
export const KeyColumn = (name: string): PropertyDecorator =>
  PrimaryColumn({ type: 'varchar', length: 128, name, nullable: false });

/** A key that may hold Chinese, such as the scope of a counter; compares byte by byte. */
export const KeyScopeColumn = (name: string): PropertyDecorator =>
  PrimaryColumn({ type: 'varchar', length: 128, name, nullable: false });

/** A number that is part of the primary key. */
export const KeyNumberColumn = (name: string): PropertyDecorator => PrimaryColumn({ type: 'int', name });

/** ULID, kebab-case code or stream id; ASCII. */
export const IdColumn = (options: Options): PropertyDecorator => column('varchar', 128, options);

/** A printed number or a foreign id, which may hold Chinese; compares byte by byte. */
export const WordColumn = (options: Options): PropertyDecorator => column('varchar', 128, options);

/** A short kebab-case code: state, act, kind; ASCII. */
export const CodeColumn = (options: Options): PropertyDecorator => column('varchar', 40, options);

/** `YYYY-MM-DDTHH:mm:ss.SSSZ`; ASCII, so comparing texts compares moments. */
export const InstantColumn = (options: Options): PropertyDecorator => column('varchar', 24, options);

/** `YYYY-MM-DD` in Shanghai; ASCII. */
export const DayColumn = (options: Options): PropertyDecorator => column('varchar', 10, options);

/** SHA-256 in hexadecimal; ASCII. */
export const HashColumn = (options: Options): PropertyDecorator => column('varchar', 64, options);

/** A name people read, at most 200 code points. */
export const NameColumn = (options: Options): PropertyDecorator => column('varchar', 255, options);

/** Free text. */
export const TextColumn = (options: Options): PropertyDecorator => column('mediumtext', null, options);

/** A structure as JSON text, parsed when an entity is read. Raw SQL writes and reads the text itself. */
export const JsonColumn = (options: Options): PropertyDecorator =>
  Column({
    type: 'mediumtext',
    name: options.name,
    nullable: options.nullable ?? false,
    transformer: {
      to: (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value)),
      from: (text: string | null): unknown => (text === null ? null : JSON.parse(text)),
    },
  });

/** A count, a version, a size below 2^31. */
export const NumberColumn = (options: Options): PropertyDecorator => column('int', null, options);

/** 0 or 1. */
export const FlagColumn = (options: Options): PropertyDecorator =>
  Column({
    type: 'int',
    name: options.name,
    nullable: options.nullable ?? false,
    transformer: {
      to: (value: boolean | undefined): number | undefined => (value === undefined ? undefined : value ? 1 : 0),
      from: (value: number): boolean => value === 1,
    },
  });
