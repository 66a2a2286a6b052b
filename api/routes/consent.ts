import { consentKeeperRefusal, consentRefusal } from '../../domain/people/keeping-registers';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { heed } from '../appointing';
import type { AppDeps } from '../deps';
import { ElectronicConsentBody } from '../dto/registers';
import { parseBodyAs } from '../parse';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { requireRightNow } from '../standing';
import { visibleSubject } from './subjects';

/** Consent of a subject to be served electronically: recorded, or taken back (settled 5.5). */
export const consentRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/subjects/:subjectId/electronic-consent',
    summary: '记录或撤回责任主体对电子送达的同意',
    access: 'person',
    token: 'act',
    key: true,
    bodies: [ElectronicConsentBody],
    success: { status: 200, description: '已记录' },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'keep-registers');
      const { subjectId, townId, placeUnitId } = await visibleSubject(
        deps,
        viewer,
        String(request.params['subjectId']),
      );
      const body = await parseBodyAs(ElectronicConsentBody, request);
      const answer = await administer(deps, request, {
        action: 'electronic-consent-recorded',
        townId,
        work: async (tx) => {
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          heed(consentKeeperRefusal(keepers, placeUnitId === null ? [] : [placeUnitId]));
          heed(consentRefusal(body, tx.now));
          const electronicConsent = body.agreed ? (body.agreedOn ?? null) : null;
          await tx.change('UPDATE subject SET electronic_consent = ? WHERE subject_id = ?', [
            electronicConsent,
            subjectId,
          ]);
          return {
            answer: jsonAnswer(200, { subjectId, electronicConsent }),
            ref: subjectId,
            data: { electronicConsent: electronicConsent ?? '' },
          };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
