import { Id, IsCivilDate, OneOf, Shaped, Text } from './fields';
import { Named } from './named';

/** To which version of its pack a town moves, and from which day on. */
export class ProposePolicyBody {
  @Id() packId: string;
  @Named('政策包版本')
  @Shaped(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, '必须是三段数字的版本号，如 1.1.0', 20)
  version: string;
  @IsCivilDate() effectiveOn: string;
  @Text(500) reason: string;
}

export class DecidePolicyBody {
  @OneOf('approve', 'reject') decision: 'approve' | 'reject';
  @Text(500) opinion: string;
}
