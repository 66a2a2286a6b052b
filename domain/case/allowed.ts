import type { Context } from '../context';
import { isActor } from '../people/permit';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';
import { DIRECT, type DirectType } from './commands';
import { mayDecide } from './deciding';
import type { CaseFile } from './file';
import { ended, gate } from './gate';
import { mayPropose } from './act-gate';
import { PROPOSALS } from './proposals';
import { admitToCase } from './sight';
import type { CommandRule } from './slice';

/** One button: whether it would be taken now, and if not why and who can. */
export interface Allowed {
  command: string;
  allowed: boolean;
  reason?: { code: string; message: string; whoCan: Role[] };
}

/** A button from what a gate said. */
export const button = (command: string, refusal: Refusal | null): Allowed =>
  refusal === null
    ? { command, allowed: true }
    : { command, allowed: false, reason: { code: refusal.reason, message: refusal.message, whoCan: refusal.whoCan } };

/** The first open way, else the first refusal: for commands that stand for several acts. */
const anyOf = (refusals: (Refusal | null)[], none: Refusal | null): Refusal | null =>
  refusals.includes(null) ? null : (refusals[0] ?? none);

const nothingOpen = (message: string): Refusal => ({
  code: 'illegal-transition',
  reason: 'nothing-open',
  message,
  whoCan: [],
});

/** Every command on this case for this actor, from the same gates that guard the commands. */
export const allowedCommands = (file: CaseFile, context: Context): Allowed[] => {
  const direct = DIRECT.map((slice: CommandRule & { type: DirectType }) => {
    const refusal = admitToCase(file, { type: slice.type }, context) ?? gate(slice, file, context);
    return button(slice.type, refusal ?? slice.button?.(file, context) ?? null);
  });
  const over = ended(file);
  const proposing =
    over ??
    anyOf(
      PROPOSALS.filter(({ grants }) => grants.length > 0).map(
        ({ act }) => admitToCase(file, { type: 'propose', act }, context) ?? mayPropose(file, context, act),
      ),
      null,
    );
  const deciding =
    over ??
    anyOf(
      file.proposals.map((proposal) => mayDecide(file, context, proposal)),
      nothingOpen('没有待审批的提请。'),
    );
  const own = file.proposals.some(
    (proposal) => proposal.by.kind === 'person' && isActor(context, proposal.by.personId),
  );
  const asked = file.asks.some((ask) => isActor(context, ask.coActorId));
  return [
    ...direct,
    button('propose', proposing),
    button('decide-proposal', deciding),
    button('withdraw-proposal', over ?? (own ? null : nothingOpen('没有您提请的事项。'))),
    button('co-sign', over ?? (asked ? null : nothingOpen('没有等待您会签的事项。'))),
  ];
};
