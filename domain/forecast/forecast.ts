import type { CaseCommand, ReportCommand } from '../case/commands';
import type { EscalationCommand } from '../escalation/commands';
import type { Instant } from '../clock/instant';
import { actOnCase, actOnEscalation, advance, createWorld, type World, type WorldParts } from './world';
import type { Refusal } from '../stream';
import { inCodeUnits } from '../text-order';

/** One act of a plan: who does what at which instant. An escalation is found by its act, the latest one. */
export type PlannedAct =
  | { at: Instant; personId: string; command: CaseCommand | ReportCommand }
  | { at: Instant; personId: string; on: 'supervise' | 'interview' | 'circular'; command: EscalationCommand }
  | {
      at: Instant;
      personId: string;
      decide: string;
      approve: boolean;
      opinion: string;
      returnTo?: 'rectifying' | 'rechecking';
    };

/** One line of a forecast: what happened when, on which stream, and the refusal where an act was refused. */
export interface ForecastLine {
  at: Instant;
  stream: string;
  type: string;
  deadlineId: string | null;
}

export interface Forecast {
  world: World;
  lines: ForecastLine[];
  refusals: { at: Instant; refusal: Refusal }[];
}

const CASE = 'forecast';

/**
 * Plays a life forward on the pure rules: acts at their instants, every clock fires punctually in between, up to `until`.
 * The same functions as in the record, so the dates are the ones the product would give ("what if 15 days became 10?").
 */
export const forecast = (parts: WorldParts, plan: PlannedAct[], until: Instant): Forecast => {
  const world = createWorld(parts);
  const refusals: Forecast['refusals'] = [];
  for (const act of plan) {
    const refusal = perform(world, act);
    if (refusal) refusals.push({ at: act.at, refusal });
  }
  advance(world, until);
  return { world, lines: linesOf(world), refusals };
};

const perform = (world: World, act: PlannedAct): Refusal | null => {
  advance(world, act.at);
  if ('on' in act) {
    const target = [...world.escalations.values()].filter((escalation) => escalation.act === act.on).at(-1);
    return target ? actOnEscalation(world, target.escalationId, act.personId, act.command, act.at) : null;
  }
  if (!('decide' in act)) return actOnCase(world, CASE, act.personId, act.command, act.at);
  const decision = act.approve ? ('approve' as const) : ('reject' as const);
  const own = world.cases.get(CASE)?.proposals.find((proposal) => proposal.act === act.decide);
  const body = { type: 'decide-proposal' as const, decision, opinion: act.opinion };
  if (own) {
    const returnTo = act.returnTo === undefined ? {} : { returnTo: act.returnTo };
    return actOnCase(world, CASE, act.personId, { ...body, proposalId: own.proposalId, ...returnTo }, act.at);
  }
  const open = [...world.escalations.values()].find((escalation) => escalation.proposals[0]?.act === act.decide);
  const proposal = open?.proposals[0];
  return open && proposal
    ? actOnEscalation(world, open.escalationId, act.personId, { ...body, proposalId: proposal.proposalId }, act.at)
    : null;
};

const linesOf = (world: World): ForecastLine[] =>
  [...world.caseEvents.values(), ...world.escalationEvents.values()]
    .flatMap((events) =>
      events.map(({ at, streamId, type, body }) => ({ at, stream: streamId, type, deadlineId: body.fires ?? null })),
    )
    .sort((a, b) => inCodeUnits(a.at, b.at));
