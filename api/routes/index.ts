import { answering } from '../answering';
import type { AppDeps } from '../deps';
import type { Route } from '../route';
import { accountDecisionRoutes } from './account-decisions';
import { accountRoutes } from './accounts';
import { anchorRoutes } from './anchors';
import { attachmentRoutes } from './attachments';
import { auditRoutes } from './audit';
import { caseBatchRoutes } from './case-batch';
import { caseCountRoutes } from './case-counts';
import { casePartRoutes } from './case-parts';
import { caseRoutes } from './cases';
import { changeRoutes } from './changes';
import { commonCommandRoutes } from './common-commands';
import { consentRoutes } from './consent';
import { deliveryRoutes } from './deliveries';
import { decidedRoutes } from './decided';
import { deskRoutes } from './desk';
import { dictionaryRoutes } from './dictionary';
import { docsRoutes } from './docs';
import { escalationRoutes } from './escalations';
import { feedRoutes } from './feed';
import { formRoutes } from './forms';
import { leadersDeskRoutes } from './leaders-desk';
import { ledgerRoutes } from './ledgers';
import { meRoutes } from './me';
import { notificationRoutes } from './notifications';
import { operationRoutes } from './operations';
import { peopleRoutes } from './people';
import { policyRoutes } from './policies';
import { postActRoutes } from './post-acts';
import { postRoutes } from './posts';
import { ruleRoutes } from './rules';
import { sessionRoutes } from './session';
import { setupRoutes } from './setup';
import { siteActRoutes } from './site-acts';
import { siteRoutes } from './sites';
import { subjectActRoutes } from './subject-acts';
import { subjectRoutes } from './subjects';
import { tokenRoutes } from './tokens';
import { trainingRoutes } from './training';
import { townPolicyRoutes } from './town-policy';
import { unitEndRoutes } from './unit-ends';
import { unitRoutes } from './units';
import { webhookRoutes } from './webhooks';

/** Every endpoint there is. */
export const allRoutes = (deps: AppDeps): Route[] => {
  const routes = [
    ...operationRoutes(deps),
    ...sessionRoutes(deps),
    ...setupRoutes(deps),
    ...meRoutes(deps),
    ...tokenRoutes(deps),
    // Before the case of an id: neither `counts`, `commands` nor `form` is one.
    ...caseCountRoutes(deps),
    ...caseBatchRoutes(deps),
    ...commonCommandRoutes(deps),
    ...formRoutes(deps),
    ...caseRoutes(deps),
    ...casePartRoutes(deps),
    ...deskRoutes(deps),
    ...leadersDeskRoutes(deps),
    ...decidedRoutes(deps),
    ...notificationRoutes(deps),
    ...ledgerRoutes(deps),
    ...escalationRoutes(deps),
    ...feedRoutes(deps),
    ...changeRoutes(deps),
    ...unitRoutes(deps),
    ...unitEndRoutes(deps),
    ...peopleRoutes(deps),
    ...accountRoutes(deps),
    ...accountDecisionRoutes(deps),
    ...postRoutes(deps),
    ...postActRoutes(deps),
    ...subjectRoutes(deps),
    ...subjectActRoutes(deps),
    ...consentRoutes(deps),
    ...siteRoutes(deps),
    ...siteActRoutes(deps),
    ...policyRoutes(deps),
    ...townPolicyRoutes(deps),
    ...attachmentRoutes(deps),
    ...webhookRoutes(deps),
    ...deliveryRoutes(deps),
    ...auditRoutes(deps),
    ...anchorRoutes(deps),
    ...trainingRoutes(deps),
    ...ruleRoutes(),
    ...dictionaryRoutes(),
  ];
  return [...routes.map((route) => answering(deps, route)), ...docsRoutes(routes)];
};
