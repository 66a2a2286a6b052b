import { Entity } from 'typeorm';
import { InstantColumn, KeyColumn } from './columns';

/** A version of the program that has worked on this data, so that an older one can name it when it refuses the data. */
@Entity('program')
export class ProgramRow {
  @KeyColumn('version') version: string;
  @InstantColumn({ name: 'first_at' }) firstAt: string;
}
