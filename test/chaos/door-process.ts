import 'reflect-metadata';
import type { Database } from '../../entities/data-source';
import { plant } from './bugs/plant';

/** What a door process is started with, as JSON in its first argument. */
export interface DoorSettings {
  database: Database;
  port: number;
  /** 32 bytes in base64. */
  key: string;
  /** A bug to plant before anything of the record is loaded. */
  bug: string | null;
}

const settings = JSON.parse(process.argv[2] ?? '{}') as DoorSettings;
if (settings.bug !== null) plant(settings.bug);
void import('./door-service').then(({ runDoor }) => runDoor(settings));
