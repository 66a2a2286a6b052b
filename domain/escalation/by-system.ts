import { openingFacts } from './begin';
import { firingFacts } from './firing-facts';
import { joiningFacts } from './joining';
import { outcomeFacts } from './outcome-facts';
import { proposalFacts } from './proposal-facts';
import { successionFacts } from './succession';

/** What happens to an escalation beside the commands that persons give on it. */
export const BY_SYSTEM = [
  openingFacts,
  joiningFacts,
  proposalFacts,
  outcomeFacts,
  successionFacts,
  firingFacts,
] as const;
