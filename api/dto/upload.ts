import { IsInstant, Maybe } from './fields';
import { Named } from './named';

/** What may stand beside the file of an upload. */
export class UploadBody {
  /** What the camera says; nobody vouches for it, and no rule looks at it. */
  @Maybe() @Named('拍摄时间（自报）') @IsInstant() capturedAt?: string;
}
