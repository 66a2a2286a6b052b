import { Maybe } from '../dto/fields';
import { Coded, Count, Instant, Ref, Words } from './shape';

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
}
