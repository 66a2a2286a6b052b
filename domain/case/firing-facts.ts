import type { CivilDate } from '../clock/civil';
import type { Instant } from '../clock/instant';
import { atRung, factOfRung, inTown, side, unique } from '../people/audience';
import type { Telling } from '../people/telling';
import type { ClockName, PaperIssue, RungAct } from '../stream';
import { on, withoutControl } from './fold-overlays';
import { repeatedProposals, toldNobodyHome } from './fold-proposals';
import { reachedRung } from './fold-rungs';
import { cancel } from '../deadlines';
import { isOfAuthority } from './levels';
import { record } from './recording';
import type { CaseFactSlice } from './slice';

export interface Facts {
  'deadline-missed': {
    clock: ClockName;
    dueAt: Instant;
    addressee: string;
    /** Of a protected person: the unit that is told instead of climbing, and whether it knows whom of the family to call. */
    instead?: { unitId: string | null; hasFamilyContact: boolean };
  };
  'reminder-due': { clock: ClockName; level: number };
  'rung-reached': {
    act: RungAct;
    clock: ClockName;
    level: number;
    addressee: string;
    escalationId?: string;
    /** True when the unit ladder counted late cases; all of them are linked. */
    counted?: boolean;
    paper?: PaperIssue;
    proposalId?: string;
  };
  'control-expired': { scope?: string; until: CivilDate };
}

/** What the clocks of a case record when they fire. */
export const firingFacts: CaseFactSlice<Facts> = {
  mayLack: {
    'deadline-missed': { instead: true },
    'rung-reached': { escalationId: true, counted: true, paper: true, proposalId: true },
    'control-expired': { scope: true },
  },
  records: {
    'deadline-missed': (file, { body }) => ({
      proposals: repeatedProposals(file.proposals, body.arms),
      ...(body.clock === 'rectify' ? { overlays: on(file.overlays, 'overdue') } : {}),
    }),
    'reminder-due': () => ({}),
    'rung-reached': (file, { body }) => ({
      ...reachedRung(file, body),
      ...(body.act === 'nobody-home' ? { proposals: toldNobodyHome(file.proposals, body.proposalId) } : {}),
    }),
    'control-expired': (file, { body }) => withoutControl(file, body.scope),
  },
  tells: {
    'reminder-due': ({ subjects, holder, data }, { body: { clock } }) => [
      { personIds: unique([...subjects, ...holder]), template: 'reminder', data: { ...data, clock } },
    ],
    'deadline-missed': ({ file, context, holder, data }, { body: { clock, addressee, instead } }) => {
      const fact = `missed:${file.caseId}:${clock}`;
      const late: Telling = {
        personIds: atRung(context, 'remind', addressee, holder),
        template: 'deadline-missed',
        data: { ...data, clock },
        fact,
      };
      if (instead === undefined || instead.unitId === null) return [late];
      // The unit that helps a protected person hears whether the register says whom of the family to call (settled 6.2).
      const help: Telling = {
        personIds: unique(side(context, `unit:${instead.unitId}`)),
        template: 'protected-person-late',
        data: { ...data, clock, family: instead.hasFamilyContact ? 'recorded' : 'missing' },
        fact,
      };
      return [help, late];
    },
    'rung-reached': ({ file, context, holder, data }, { body: { act, addressee, clock, proposalId } }) => {
      const step = file.proposals.find((proposal) => proposal.proposalId === proposalId)?.steps[0];
      // Of a department that is late or has nobody, L2 is told and decides nothing (authority.md 1).
      const leader = step !== undefined && isOfAuthority(step) ? inTown(context, ['L2']) : [];
      return [
        {
          personIds: unique([...atRung(context, act, addressee, holder, clock), ...leader]),
          template: `rung-${act}`,
          data: { ...data, clock },
          fact: factOfRung(file.caseId, act, addressee, clock),
        },
      ];
    },
  },
  fires: {
    'control-expiry': (recording, due) => {
      // Steps of cases that were opened before it had none.
      record(recording, 'control-expired', {
        ...(due.ref === undefined ? {} : { scope: due.ref }),
        until: due.dueOn,
        fires: due.deadlineId,
        ...cancel(
          recording.file.deadlines.filter(({ level, ref }) => level !== 0 && ref === due.ref),
          'control-expired',
          'control-expiry',
        ),
      });
    },
  },
};
