import { civilDateOf } from '../../domain/clock/civil';
import { hasEnded } from '../../domain/people/directory';
import { consentKeeperRefusal, consentRefusal } from '../../domain/people/keeping-registers';
import { UnitRow } from '../../entities/people.entity';
import { SubjectRow } from '../../entities/place.entity';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { ElectronicConsentAnswer } from '../answers/subject';
import { heed } from '../appointing';
import type { AdminTx } from '../../record/admin';
import type { AppDeps } from '../deps';
import { ElectronicConsentBody } from '../dto/registers';
import { parseBodyAs } from '../parse';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { requireRightNow } from '../standing';
import { requireUnmerged, visibleSubject } from '../subject-register';

/** The village, and where it has ended those that have taken it over, by the transaction's day (settled 3.8). */
const villagesOn = async (tx: AdminTx, villageUnitId: string | null): Promise<string[]> => {
  const held: string[] = [];
  for (let next = villageUnitId; next !== null && !held.includes(next);) {
    held.push(next);
    const [unit] = await tx.find(UnitRow, { unitId: next });
    const isOver = unit !== undefined && hasEnded({ to: unit.validTo }, civilDateOf(tx.now));
    next = isOver ? unit.successorId : null;
  }
  return held;
};

/** Consent of a subject to be served electronically: recorded, or taken back (settled 5.5). */
export const consentRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/subjects/:subjectId/electronic-consent',
    summary: '记录或撤回责任主体对电子送达的同意',
    description:
      '由专班办公室、牵头单位或责任主体所在村居办理；没有同意记录的，文书不能电子送达。同意的须写明书面同意的日期，不晚于今日；agreed 为 false 即撤回。',
    access: 'person',
    token: 'act',
    key: true,
    body: ElectronicConsentBody,
    success: { status: 200, description: '已记录', answer: ElectronicConsentAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'keep-registers');
      const { subjectId, townId } = await visibleSubject(deps, viewer, String(request.params['subjectId']));
      const body = await parseBodyAs(ElectronicConsentBody, request);
      const answer = await administer(deps, request, {
        action: 'electronic-consent-recorded',
        townId,
        work: async (tx) => {
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          const [row] = await tx.find(SubjectRow, { subjectId });
          if (row !== undefined) await requireUnmerged(tx, row);
          heed(consentKeeperRefusal(keepers, await villagesOn(tx, row?.placeUnitId ?? null)));
          heed(consentRefusal(body, tx.now));
          const electronicConsent = body.agreed ? (body.agreedOn ?? null) : null;
          await tx.update(SubjectRow, { electronicConsent, version: (row?.version ?? 0) + 1 }, { subjectId });
          const content: ElectronicConsentAnswer = { subjectId, electronicConsent };
          return {
            answer: jsonAnswer(200, content),
            ref: subjectId,
            data: { electronicConsent: electronicConsent ?? '' },
          };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
