import { Flag, Ids, IsInstant, Maybe } from './fields';
import { Named } from './named';

/** Which messages go out once more: by when their events happened, by their ids, or all that were given up. */
export class ReplayBody {
  @Maybe() @Named('起始时间（含）') @IsInstant() after?: string;
  @Maybe() @Named('截止时间（含）') @IsInstant() to?: string;
  @Maybe() @Ids(100) deliveryIds?: string[];
  @Maybe() @Flag() failedOnly?: boolean;
}
