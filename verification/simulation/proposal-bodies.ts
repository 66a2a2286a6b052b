import type { CaseCommand, ProposalFields } from '../../domain/case/commands';
import type { CaseProposalAct } from '../../domain/case/proposal';
import { clausesOf, colleagues, inDays, printed, typesOf, type Scene } from './scene';

type Propose = Extract<CaseCommand, { type: 'propose' }>;

/** Fields that fit, for every act that can be proposed; of an act that the system alone proposes, what a person would try. */
const FIELDS: Record<CaseProposalAct, (scene: Scene) => ProposalFields[]> = {
  void: () => [{}],
  'confirm-major': (scene) =>
    typesOf(scene).flatMap((type) =>
      clausesOf(scene, type, true)
        .slice(0, 1)
        .map((clauseId) => ({
          domain: type.domain,
          hazardType: type.id,
          clauseId,
          subjectIds: scene.subjectIds.slice(0, 1),
          control: scene.file.controls.length > 0 ? ('imposed' as const) : { notNeeded: '现场无人' },
        })),
    ),
  'statutory-order': (scene) => {
    const type = scene.policy.hazardTypes.find(({ id }) => id === scene.file.hazardType);
    const clauseIds = type === undefined ? [] : clausesOf(scene, type, false);
    return clauseIds.flatMap((clauseId) =>
      colleagues(scene).map((coActorId) => ({
        paperType: 'zeling-xianqi-zhenggai',
        clauseId,
        requirements: '限期改正',
        coActorId,
        inspectionRef: '检查〔2025〕1号',
        ...printed(scene, 12),
      })),
    );
  },
  'impose-control': (scene) => [
    { scope: 'machine', measures: '停止使用', until: inDays(scene, 10), guardPersonId: scene.who },
  ],
  close: () => [{}],
  relapse: () => [{}],
  'reassign-above': () => [{}],
  'new-date': (scene) => [{ newDueOn: inDays(scene, 20) }],
  suspend: (scene) => [
    { ground: 'force-majeure', control: { notNeeded: '现场已停用' } },
    { ground: 'force-majeure', until: inDays(scene, 20), control: { notNeeded: '现场已停用' } },
  ],
  resume: () => [{}],
  // The second fits packs in seconds, which extend by a length of their own.
  extend: (scene) => [{ newDueOn: inDays(scene, 25), measures: '专人看护' }, { measures: '专人看护' }],
};

const isAct = (act: string): act is CaseProposalAct => act in FIELDS;

/** A proposal of each act, with each of its sets of fields. */
export const proposals = (scene: Scene): Propose[] =>
  Object.keys(FIELDS)
    .filter(isAct)
    .flatMap((act) =>
      FIELDS[act](scene).map((fields) => ({
        type: 'propose',
        act,
        reason: '现场情况需要',
        attachmentIds: act === 'relapse' || act === 'void' ? [scene.photo()] : [],
        fields,
      })),
    );
