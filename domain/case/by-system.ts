import { archivingFacts } from './archiving';
import { correctionFacts } from './corrections';
import { coSignFacts } from './cosign';
import { effectFacts } from './effect';
import { firingFacts } from './firing-facts';
import { registerFacts } from './follow-registers';
import { proposalFacts } from './proposal-facts';

/** What happens to a case beside the commands and acts of persons. */
export const BY_SYSTEM = [
  firingFacts,
  proposalFacts,
  coSignFacts,
  effectFacts,
  archivingFacts,
  correctionFacts,
  registerFacts,
] as const;
