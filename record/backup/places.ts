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
  uploads: { files: number; bytes: number };
  payloadKey: { sha256: string };
}
