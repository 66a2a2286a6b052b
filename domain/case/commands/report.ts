import { civilDateOf } from '../../clock/civil';
import type { Instant } from '../../clock/instant';
import type { Context } from '../../context';
import { MAY_REPORT } from '../../people/authority';
import { validOn, type Post } from '../../people/directory';
import { grantedPosts, refuse, refuseField, rolesOf, signAsReporter, townStake } from '../../people/permit';
import { hazardTypeOf } from '../../policy/clocks';
import type { HazardDomain } from '../../policy/pack';
import type { Refusal, Signer } from '../../stream';
import { inTheFuture } from '../claimed';
import { evidenceIn, isRefusal } from '../evidence';
import type { CaseFile, CaseSource, Evidence } from '../file';
import { withPart } from '../fold-parts';
import { namesNothing } from '../references';
import type { CaseFactSlice } from '../slice';

/** `report` opens the case; everything else acts on one that exists. Checked for shape before they come here. */
export interface ReportCommand {
  type: 'report';
  title: string;
  description: string;
  source: CaseSource;
  foundAt: Instant;
  siteId?: string;
  place?: { address: string; longitude?: number; latitude?: number };
  /** The village in which it lies, by the site or as the reporter says. */
  villageUnitId?: string;
  hazardType: string;
  subjectIds: string[];
  campaignIds: string[];
  externalId?: string;
  refersTo?: string;
  /** True when the reporter is RP or asks for protection; the actor's alias then signs. */
  protectedSource: boolean;
  attachmentIds: string[];
  reuseReason?: string;
}

export interface Facts {
  reported: {
    townId: string;
    policy: { packId: string; version: string };
    title: string;
    description: string;
    source: CaseSource;
    hazardType: string;
    foundAt: Instant;
    siteId: string | null;
    place: CaseFile['place'];
    campaignIds: string[];
    subjectIds: string[];
    externalId: string | null;
    refersTo: string | null;
    protectedSource: boolean;
    evidence: Evidence[];
    villageUnitId: string | null;
    reportedDomain: HazardDomain | null;
    /** The units that the named subjects are. */
    subjectUnitIds: string[];
  };
}

/** What a report records, before its first clock. */
export interface Reported {
  signer: Signer;
  body: Facts['reported'];
}

const WITHOUT_PHOTO = ['hotline-12345', 'suishenpai', 'public-report', 'device-alarm', 'superior'];

const notAVillage = ({ directory, now }: Context, unitId: string | undefined): Refusal | null => {
  if (unitId === undefined) return null;
  const unit = directory.units[unitId];
  const isOne = unit?.kind === 'village' && unit.townId === directory.townId && validOn(unit, civilDateOf(now));
  return isOne ? null : refuseField('village-unknown', '所填村居不存在或已撤销。', '/villageUnitId');
};

const reportingPosts = (context: Context): Post[] =>
  grantedPosts(MAY_REPORT, context, townStake(context.directory.townId));

/** Why somebody may not report at all, whatever he saw; null where he may. */
export const mayReport = (context: Context): Refusal | null =>
  reportingPosts(context).length > 0
    ? null
    : refuse('forbidden', 'not-your-task', '您的岗位不能上报隐患。', rolesOf(MAY_REPORT));

/** T1: anyone entitled opens a lead. Photo required unless it came by hotline or from the public (lifecycle 2.4 T1). */
const opening = (command: ReportCommand, context: Context): Reported | Refusal => {
  const townId = context.directory.townId;
  const refusal = mayReport(context);
  if (refusal) return refusal;
  const [post] = reportingPosts(context);
  const type = hazardTypeOf(context.policy, command.hazardType);
  if (type === undefined) {
    return refuseField('hazard-type-unknown', '政策包中没有这一隐患类型。', '/hazardType');
  }
  if (command.siteId === undefined && command.place === undefined) {
    return refuseField('place-missing', '请填写点位或地址。', '/place');
  }
  const village = notAVillage(context, command.villageUnitId);
  if (village) return village;
  const future = inTheFuture(context, command.foundAt, '/foundAt');
  if (future) return future;
  if (command.attachmentIds.length === 0 && !WITHOUT_PHOTO.includes(command.source)) {
    return refuseField('photo-missing', '请至少上传一张现场照片。', '/attachmentIds');
  }
  const unknown = namesNothing(command, context);
  if (unknown) return unknown;
  const evidence = evidenceIn(context, command);
  if (isRefusal(evidence)) return evidence;
  const units = command.subjectIds.flatMap((id) => context.lookups.subject(id)?.unitId ?? []);
  return {
    signer: signAsReporter(context, post),
    body: {
      townId,
      policy: { packId: context.policy.packId, version: context.policy.version },
      title: command.title,
      description: command.description,
      source: command.source,
      hazardType: command.hazardType,
      foundAt: command.foundAt,
      siteId: command.siteId ?? null,
      place: command.place ?? null,
      campaignIds: command.campaignIds,
      subjectIds: command.subjectIds,
      externalId: command.externalId ?? null,
      refersTo: command.refersTo ?? null,
      protectedSource: command.protectedSource,
      evidence,
      villageUnitId: command.villageUnitId ?? null,
      reportedDomain: type.domain,
      subjectUnitIds: units,
    },
  };
};

/** The command that opens a case: everything else acts on one that exists. */
export const report: CaseFactSlice<Facts> & { type: 'report'; opening: typeof opening } = {
  type: 'report',
  opening,
  // Reports before 0.3.0 say no village and no domain, those before 0.4.0 no units where none is one.
  upcasts: { reported: [(body) => ({ villageUnitId: null, reportedDomain: null, subjectUnitIds: [], ...body })] },
  records: { reported: (file, { actor }) => ({ parts: withPart(file, 'report', actor) }) },
};
