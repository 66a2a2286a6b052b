import { Entity } from 'typeorm';
import { HashColumn, InstantColumn, KeyColumn } from './columns';

/** A version of the program that has worked on this data, so that an older one can name it when it refuses the data. */
@Entity('program')
export class ProgramRow {
  @KeyColumn('version') version: string;
  @InstantColumn({ name: 'first_at' }) firstAt: string;
}

/** By what the key of the data is recognised; one row, named `payload`. Never the key, nor anything that opens something. */
@Entity('payload_key')
export class PayloadKeyRow {
  @KeyColumn('name') name: string;
  @HashColumn({ name: 'fingerprint' }) fingerprint: string;
  @InstantColumn({ name: 'noted_at' }) notedAt: string;
}
