import type { CivilDate } from '../clock/civil';
import type { Term } from '../clock/term';
import type { Sourced } from './source';

/** A duty of a unit: the format is fixed here, the engine of duties comes with the duties. */
export interface Duty extends Sourced {
  id: string;
  name: string;
  units: string[];
  rhythm:
    | { dated: CivilDate }
    | { every: { weeks?: number; months?: number; years?: number }; mode: 'fixed' | 'rolling'; on?: string }
    | { window: { from: CivilDate; to: CivilDate }; atLeast: number }
    | { after: { event: string; perEach?: string }; term: Term };
  /** Where the due day is off: keep it, the last working day before, or the next. */
  nonWorkingDay?: 'keep' | 'previous' | 'next';
  perEach?: string;
  evidence?: string[];
}

/** A periodic return; where the receiver is itself a reporting lead, `instead` names its replacement (C-63, C-46). */
export interface Return extends Sourced {
  id: string;
  name: string;
  dayOfMonth: number;
  leads: string[];
  receiver: string;
  instead?: { unit: string; receiver: string };
  ledgers: string[];
}

/** A supervision grade of sites and what it allows; `forbidsPlannedVisits` is 无事不扰 (E-20). */
export interface SupervisionGrade extends Sourced {
  id: string;
  name: string;
  forbidsPlannedVisits: boolean;
  exceptions?: string[];
}

/** A campaign of this pack; a case may belong to several, the strictest deadline governs. */
export interface Campaign extends Sourced {
  id: string;
  name: string;
  from?: CivilDate;
  to?: CivilDate;
  /** Date by which its cases are to be rectified; among several campaigns the earliest governs. */
  rectifyBy?: CivilDate;
  countsAlso?: string[];
}

/** The notice that the pack turns into data. */
export interface Basis {
  documentNumber: string;
  title: string;
  issuer: string;
  issuedOn: CivilDate;
}
