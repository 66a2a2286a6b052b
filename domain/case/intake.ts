import { civilDateOf, yearOf } from '../clock/civil';
import type { Context } from '../context';
import { cancel, meet } from '../deadlines';
import { DIRECT, MAY_REPORT } from '../people/authority';
import { validOn, type Post } from '../people/directory';
import { grantedPosts, isActor, refuse, rolesOf, signAs, signAsReporter, townStake } from '../people/permit';
import { hazardTypeOf } from '../policy/clocks';
import type { Refusal } from '../stream';
import type { Settled } from '../stream-module';
import type { CaseCommand, ReportCommand } from './commands';
import { inTheFuture } from './claimed';
import { awaitSecond } from './cosign';
import { evidenceIn, isRefusal } from './evidence';
import { OPEN, type CaseFile } from './file';
import { rule } from './gate';
import { armFor } from './owing';
import { actorDid } from './parts';
import { namesNothing } from './references';
import { record, numbered, placed, stakeOf, recordingOn } from './recording';
import { evolveCase } from './evolve';
import type { CaseDraft } from './facts';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

const WITHOUT_PHOTO = ['hotline-12345', 'suishenpai', 'public-report', 'device-alarm', 'superior'];

const notAVillage = ({ directory, now }: Context, unitId: string | undefined): Refusal | null => {
  if (unitId === undefined) return null;
  const unit = directory.units[unitId];
  const isOne = unit?.kind === 'village' && unit.townId === directory.townId && validOn(unit, civilDateOf(now));
  return isOne ? null : refuse('validation', 'village-unknown', '所填村居不存在或已撤销。', [], '/villageUnitId');
};

/** T1: anyone entitled opens a lead. Photo required unless it came by hotline or from the public (lifecycle 2.4 T1). */
export const report = (command: ReportCommand, context: Context): Settled<CaseFile, CaseDraft> | Refusal => {
  const townId = context.directory.townId;
  const posts = grantedPosts(MAY_REPORT, context, townStake(townId));
  const post = posts[0];
  if (post === undefined) return refuse('forbidden', 'not-your-task', '您的岗位不能上报隐患。', rolesOf(MAY_REPORT));
  const type = hazardTypeOf(context.policy, command.hazardType);
  if (type === undefined) {
    return refuse('validation', 'hazard-type-unknown', '政策包中没有这一隐患类型。', [], '/hazardType');
  }
  if (command.siteId === undefined && command.place === undefined) {
    return refuse('validation', 'place-missing', '请填写点位或地址。', [], '/place');
  }
  const village = notAVillage(context, command.villageUnitId);
  if (village) return village;
  const future = inTheFuture(context, command.foundAt, '/foundAt');
  if (future) return future;
  if (command.attachmentIds.length === 0 && !WITHOUT_PHOTO.includes(command.source)) {
    return refuse('validation', 'photo-missing', '请至少上传一张现场照片。', [], '/attachmentIds');
  }
  const unknown = namesNothing(command, context);
  if (unknown) return unknown;
  const evidence = evidenceIn(context, command);
  if (isRefusal(evidence)) return evidence;
  const units = command.subjectIds.flatMap((id) => context.lookups.subject(id)?.unitId ?? []);
  const draft: CaseDraft = {
    type: 'reported',
    signer: signAsReporter(context, post),
    cause: 'command',
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
      ...(units.length === 0 ? {} : { subjectUnitIds: units }),
    },
  };
  // The clock of verification needs the file that this very event begins.
  const begun = evolveCase(null, placed(null, draft, context));
  const arms = armFor(recordingOn({ ...begun, version: 0 }, context, draft.signer), 'verify');
  const armed: CaseDraft = { ...draft, body: { ...draft.body, arms } };
  return { drafts: [armed], file: evolveCase(null, placed(null, armed, context)) };
};

/** T2: on site, by the office on solid documents; who reported may not verify alone. Gives the case number. */
export const verify = rule<Of<'verify'>>({
  grants: DIRECT.verify,
  from: ['lead'],
  guards: [],
  run: (recording, command) => {
    const { context, file } = recording;
    const posts = grantedPosts(DIRECT.verify, context, stakeOf(file));
    const able = (post: Post): boolean => command.method === 'documents' || !isOfOffice(context, post);
    const post = posts.find((held) => isOfOffice(context, held) === (command.method === 'documents'));
    if (post === undefined) return otherMethod(command.method);
    recording.signer = signAs(context, post);
    if (command.coActorId === undefined && actorDid(file, context, ['report'])) return reporterAlone();
    const second = awaitSecond(recording, command, command.coActorId, {
      grants: DIRECT.verify,
      able,
      conflict: reporterSigns,
    });
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
    const year = String(yearOf(civilDateOf(context.now)));
    record(recording, 'verified', {
      method: command.method,
      finding: command.finding,
      number: numbered(context, `case:${file.townId}:${year}`, `${file.townId}-${year}-{n:5}`),
      coActor: recording.coActor?.signer ?? null,
      ...meet(file.deadlines, 'verify', context.now),
      arms: armFor(recording, 'grade'),
    });
    return null;
  },
});

/** The office, whose people inspect nothing and verify on documents; everybody else goes and looks (authority.md 2, settled 3.4). */
const isOfOffice = ({ directory }: Context, { role, unitId }: Post): boolean =>
  role === 'OFc' || role === 'OFd' || directory.units[unitId]?.kind === 'office';

const otherMethod = (method: 'on-site' | 'documents'): Refusal =>
  method === 'on-site'
    ? refuse(
        'forbidden',
        'office-verifies-on-documents',
        '专班办公室只能凭材料核实，不得现场检查。',
        ['LDc', 'RU', 'VGg', 'EFo', 'ST', 'DS'],
        '/method',
      )
    : refuse(
        'forbidden',
        'verifies-on-site',
        '只有专班办公室可以凭材料核实，其他单位须到现场核实。',
        ['OFc', 'OFd'],
        '/method',
      );

const reporterAlone = (): Refusal =>
  refuse('sod-violation', 'reporter-verifies', '上报人不得单独核实自己上报的线索。', [
    'OFc',
    'LDc',
    'RU',
    'VGg',
    'EFo',
    'ST',
    'DS',
  ]);

/** The second person of a verification is not the reporter (settled 1.4). */
const reporterSigns = (file: CaseFile, context: Context): Refusal | null =>
  actorDid(file, context, ['report'])
    ? refuse('sod-violation', 'reporter-verifies', '上报人不得会签核实自己上报的线索。', rolesOf(DIRECT.verify))
    : null;

/** True when the actor alone could not verify: for the button. */
export const verifyButton = (file: CaseFile, context: Context): Refusal | null =>
  actorDid(file, context, ['report']) ? reporterAlone() : null;

/** The reporter takes a lead back before it is verified. */
export const withdrawLead = rule<Of<'withdraw-lead'>>({
  grants: DIRECT['withdraw-lead'],
  bySubject: true,
  from: ['lead'],
  guards: [
    (file, context) =>
      file.parts.some((part) => part.act === 'report' && isActor(context, part.personId))
        ? null
        : refuse('forbidden', 'not-the-reporter', '只有上报人可以在核实前撤回线索。'),
  ],
  run: (recording, command) => {
    recording.signer = signAsReporter(
      recording.context,
      grantedPosts(DIRECT['withdraw-lead'], recording.context, stakeOf(recording.file))[0],
    );
    record(recording, 'lead-withdrawn', {
      reason: command.reason,
      ...cancel(recording.file.deadlines, 'lead-withdrawn'),
    });
    return null;
  },
});

/** A note for whoever may read the case; changes nothing. */
export const addNote = rule<Of<'add-note'>>({
  grants: DIRECT['add-note'],
  bySubject: true,
  from: OPEN,
  run: (recording, command) => {
    record(recording, 'note-added', { text: command.text });
    return null;
  },
});
