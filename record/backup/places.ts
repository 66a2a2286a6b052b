import { join } from 'node:path';

/** What lies where in the folder of a backup. */
export const manifestOf = (folder: string): string => join(folder, 'manifest.json');
export const tableFileOf = (folder: string, table: string): string => join(folder, 'tables', `${table}.jsonl`);
export const keyFileOf = (folder: string): string => join(folder, 'payload.key');
export const uploadsOf = (folder: string): string => join(folder, 'attachments');

/** What a backup says of itself; written last, so that a folder without it is no backup. */
export interface Manifest {
  format: 1;
  /** Of the program that wrote it. */
  version: string;
  madeAt: string;
  database: string;
  /** Names of the migrations its tables have gone through, in order. */
  migrations: string[];
  tables: { table: string; rows: number; sha256: string }[];
  /** `lost`: uploads that the record names and that could not be saved. Backups of 0.1.0 do not have it. */
  uploads: { files: number; bytes: number; lost?: { sha256: string; what: string }[] };
  payloadKey: { sha256: string };
}

const mostNamed = 20;

/** The uploads that are not in a backup, a line each, the first twenty by name; no lines where all are there. */
export const lostInWords = ({ uploads: { lost = [] } }: Manifest): string[] => {
  if (lost.length === 0) return [];
  const more = lost.length > mostNamed ? [`… and ${lost.length - mostNamed} more, all named in the manifest`] : [];
  return [
    `${lost.length} uploads that the record names are NOT in this backup (\`reconcile check --class D11\` says of which cases):`,
    ...lost.slice(0, mostNamed).map(({ sha256, what }) => `  upload ${sha256} ${what}`),
    ...more,
  ];
};
