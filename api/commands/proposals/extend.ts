import { IsCivilDate, Maybe, Text } from '../../dto/fields';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeExtendBody extends ProposeBody {
  /** Needed where the pack accepts dates; a pack in seconds extends by a length of its own. */
  @Maybe() @IsCivilDate() newDueOn?: string;
  /** What keeps people safe until then. */
  @Text(2000) measures: string;
}

export const extend = proposalBody('extend', ProposeExtendBody);
