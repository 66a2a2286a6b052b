import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Coded, Count, Instant, Ref, Words, Yes } from './shape';

/** An upload that a case has as evidence. */
export class EvidenceAnswer {
  @Ref() attachmentId: string;
  @Words() sha256: string;
  /** Of the file as it was sent; not told to the side that rectifies of what came with the report. */
  @Maybe() @Words() originalSha256?: string;
  @Count() size: number;
  @Coded('media-type') mediaType: string;
  @Words() fileName: string;
  @Instant() uploadedAt: string;
  /** When it was taken, as its sender claims; not told where the hash of the original is not. */
  @Maybe() @Named('拍摄时间（自报）') @Instant() capturedAt?: string;
  /** What is claimed lies after the upload: it cannot be. */
  @Maybe() @Named('自报的拍摄时间晚于上传时间') @Yes() capturedAfterUpload?: boolean;
}
