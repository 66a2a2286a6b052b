import { IsCivilDate, Maybe, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeExtendBody extends ProposeBody {
  /** Needed where the pack accepts dates; a pack in seconds extends by a length of its own. */
  @Maybe() @IsCivilDate() newDueOn?: string;
  /** What keeps people safe until then. */
  @Named('延期期间的安全措施') @Text(2000) measures: string;
}

export const extend = proposalBody('extend', '延期', ProposeExtendBody);
