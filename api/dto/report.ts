import { Decimal, Flag, Id, Ids, IsInstant, Line, Maybe, MaybeWith, OneOf, Phone, Shaped, Text } from './fields';
import { Named } from './named';
import { Nested } from '../parse';
import type { CaseSource } from '../../domain/case/file';

export const CASE_SOURCES = [
  'self-check',
  'grid-patrol',
  'inspection',
  'third-party',
  'expert',
  'public-report',
  'hotline-12345',
  'suishenpai',
  'device-alarm',
  'superior',
  'volunteer',
] as const satisfies readonly CaseSource[];

/** Where a hazard is, when no known site fits. */
export class PlaceBody {
  @Line(200) address: string;
  @MaybeWith('latitude') @Decimal(-180, 180) longitude?: number;
  @MaybeWith('longitude') @Decimal(-90, 90) latitude?: number;
}

/** Who reported it; kept apart from the case and never shown to the rectifying side. */
export class ReporterBody {
  @Maybe() @Named('姓名') @Line(50) name?: string;
  @Maybe() @Phone() phone?: string;
  @Flag() anonymous: boolean;
}

/** `POST /api/v1/cases`. */
export class ReportBody {
  @Line(200) title: string;
  @Text(5000) description: string;
  @OneOf(...CASE_SOURCES) source: CaseSource;
  @IsInstant() foundAt: string;
  @Maybe() @Id() siteId?: string;
  @Maybe() @Nested(PlaceBody) place?: PlaceBody;
  /** The village in which it lies, where the site does not say so. */
  @Maybe() @Id() villageUnitId?: string;
  @Id() hazardType: string;
  @Maybe() @Ids(20) subjectIds?: string[];
  @Maybe() @Ids(20) campaignIds?: string[];
  @Maybe() @Shaped(/^[\x21-\x7e]{1,100}$/, '必须是 1 到 100 个可见的 ASCII 字符') externalId?: string;
  /** Needed only by those who reach several towns and name no site. */
  @Maybe() @Id() townId?: string;
  /** The archived case that this one brings back. */
  @Maybe() @Id() refersTo?: string;
  @Maybe() @Nested(ReporterBody) reporter?: ReporterBody;
  @Maybe() @Ids(30) attachmentIds?: string[];
  /** Why what is evidence in another case serves here too. */
  @Maybe() @Text(1000) reuseReason?: string;
}
