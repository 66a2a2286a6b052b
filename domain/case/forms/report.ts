import type { Context } from '../../context';
import type { Form } from '../../form';
import type { Role } from '../../people/roles';
import type { CaseSource } from '../file';

/** Where what somebody reports comes from as a rule, by his post; any other source may be chosen. */
const USUAL: Partial<Record<Role, readonly CaseSource[]>> = {
  VGg: ['grid-patrol'],
  VGm: ['grid-patrol'],
  ENs: ['self-check'],
  ENm: ['self-check'],
  OW: ['self-check'],
  OFc: ['hotline-12345', 'suishenpai', 'superior'],
  OFd: ['superior', 'hotline-12345'],
  EX: ['expert', 'third-party'],
  RP: ['public-report'],
};

/** What came from others, whose name is taken down apart from the case. */
const FROM_OTHERS: readonly CaseSource[] = ['public-report', 'hotline-12345', 'suishenpai', 'volunteer'];

/** A report: photo and place first, then what it is. */
export const reporting = (context: Context): Form => {
  const usual = context.actor.posts.flatMap(({ role }) => USUAL[role] ?? ['inspection' as const]);
  return {
    fields: {
      attachmentIds: { help: '现场照片；来自热线、群众举报等的可以没有。' },
      siteId: { help: '点位和地址填写其一。' },
      place: { help: '写到门牌或具体位置；不写个人姓名，地点会在各处显示。' },
      hazardType: { among: context.policy.hazardTypes.map(({ id }) => id) },
      title: {},
      description: {},
      source: { suggested: [...new Set(usual)], filled: true },
      foundAt: { default: context.now },
      villageUnitId: { among: villages(context), help: '点位已注明村居的不必填写。' },
      subjectIds: {},
      campaignIds: { among: context.policy.campaigns.map(({ id }) => id) },
      reporter: { shownWhen: [{ field: 'source', in: FROM_OTHERS }] },
      refersTo: {},
      externalId: {},
    },
    either: [['siteId', 'place']],
  };
};

const villages = ({ directory }: Context): string[] =>
  Object.values(directory.units)
    .filter(({ kind, townId }) => kind === 'village' && townId === directory.townId)
    .map(({ unitId }) => unitId);
