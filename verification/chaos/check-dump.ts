import { readFileSync } from 'node:fs';
import type { CaseEnvelope } from '../../domain/case/facts';
import type { Calendar } from '../../domain/clock/calendar';
import type { EscalationEnvelope } from '../../domain/escalation/facts';
import type { Directory, Post, Unit } from '../../domain/people/directory';
import type { Pack } from '../../domain/policy/pack';
import { files } from './history';

export type Row = Record<string, unknown>;
export type Envelope = CaseEnvelope | EscalationEnvelope;

/** The database after the run, with what its rules were read from. */
export interface Dump {
  /** The record's clock when it was taken. */
  takenAt: string;
  tables: Record<string, Row[]>;
  packs: Pack[];
  calendar: Calendar;
}

/** Tables that the checker reads. */
export const dumpedTables = [
  'event',
  'stream',
  'case_row',
  'escalation_row',
  'deadline',
  'proposal_row',
  'paper',
  'counter',
  'command',
  'outbox',
  'subject',
  'attachment',
  'unit',
  'post',
] as const;

export const readDump = (folder: string): Dump => JSON.parse(readFileSync(`${folder}/${files.dump}`, 'utf8')) as Dump;

export const rowsOf = ({ tables }: Dump, table: (typeof dumpedTables)[number]): Row[] => tables[table] ?? [];

export const text = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`${column} holds ${JSON.stringify(value)}, not text`);
  return value;
};

export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null || row[column] === undefined ? null : text(row, column);

export const whole = (row: Row, column: string): number => Number(row[column]);

/** A column of JSON. */
export const json = (row: Row, column: string): unknown => JSON.parse(text(row, column));

/** A stream as the log holds it, with the key of each event that begins a command's group. */
export interface Log {
  streamId: string;
  events: Envelope[];
  cmdKeys: (string | null)[];
}

/** Every stream's events in order of `seq`. */
export const logsOf = (dump: Dump): Map<string, Log> => {
  const logs = new Map<string, Log>();
  const rows = rowsOf(dump, 'event').toSorted((a, b) => whole(a, 'seq') - whole(b, 'seq'));
  for (const row of rows) {
    const streamId = text(row, 'stream_id');
    const log = logs.get(streamId) ?? { streamId, events: [], cmdKeys: [] };
    logs.set(streamId, log);
    log.cmdKeys.push(textOrNull(row, 'cmd_key'));
    log.events.push({
      streamId,
      seq: whole(row, 'seq'),
      eventId: text(row, 'event_id'),
      type: text(row, 'type'),
      ...(row['version'] === null ? {} : { version: whole(row, 'version') }),
      at: text(row, 'at'),
      actor: json(row, 'actor'),
      cause: text(row, 'cause'),
      body: json(row, 'body'),
      prevHash: text(row, 'prev_hash'),
      hash: text(row, 'hash'),
    } as Envelope);
  }
  return logs;
};

/** Units and posts of a town and its district. */
export const directoryOf = (dump: Dump, townId: string): Directory => {
  const units = rowsOf(dump, 'unit')
    .filter((row) => textOrNull(row, 'town_id') === townId || textOrNull(row, 'town_id') === null)
    .map(
      (row) =>
        ({
          unitId: text(row, 'unit_id'),
          townId: textOrNull(row, 'town_id'),
          name: text(row, 'name'),
          aliases: json(row, 'aliases'),
          kind: text(row, 'kind'),
          parentId: textOrNull(row, 'parent_id'),
          slug: textOrNull(row, 'slug'),
          issuerCode: textOrNull(row, 'issuer_code'),
          domains: json(row, 'domains'),
          orderBasis: textOrNull(row, 'order_basis'),
          from: text(row, 'valid_from'),
          to: textOrNull(row, 'valid_to'),
        }) as Unit,
    );
  const known = new Set(units.map(({ unitId }) => unitId));
  const posts = rowsOf(dump, 'post')
    .filter((row) => known.has(text(row, 'unit_id')) && text(row, 'status') === 'given')
    .toSorted((a, b) => (text(a, 'post_id') < text(b, 'post_id') ? -1 : 1))
    .map(
      (row) =>
        ({
          postId: text(row, 'post_id'),
          personId: text(row, 'person_id'),
          role: text(row, 'role'),
          unitId: text(row, 'unit_id'),
          subjectId: textOrNull(row, 'subject_id'),
          from: text(row, 'valid_from'),
          to: textOrNull(row, 'valid_to'),
          certificate: row['certificate'] === null ? null : json(row, 'certificate'),
        }) as Post,
    );
  return { townId, version: 0, units: Object.fromEntries(units.map((unit) => [unit.unitId, unit])), posts };
};
