import { CASE_STATUSES, type CaseSource, type CaseStatus } from '../../domain/case/file';
import { OVERLAY_NAMES, type Overlay } from '../../domain/case/overlays';
import { LAMPS, type Lamp } from '../../domain/clock/lamp';
import { ACT_NAMES } from '../../domain/escalation/acts';
import type { EscalationAct } from '../../domain/case/proposal';
import { ESCALATION_STATUSES, type EscalationStatus } from '../../domain/escalation/file';
import type { UnitKind } from '../../domain/people/directory';
import { POST_STATUSES, type PostStatus } from '../../domain/people/roll';
import { GRADES, type Grade, type HazardDomain } from '../../domain/policy/pack';
import { AUDITED_REFUSALS } from '../answers/audit';
import { EVENT_TYPES } from '../answers/event-types';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { Id, IsCivilDate, Maybe, OneOf, Shaped } from './fields';
import { Named } from './named';
import {
  CursorAsked,
  FlagAsked,
  IdsAsked,
  InstantAsked,
  LimitAsked,
  PageQuery,
  SomeAsked,
  TableQuery,
  TextAsked,
  WholeAsked,
} from './query-fields';
import { UNIT_KINDS } from './registers';
import { CASE_SOURCES } from './report';

/** A list that is searched by a text. */
export class SearchQuery extends PageQuery {
  @Maybe() @Named('搜索内容') @TextAsked(100) q?: string;
}

/** `GET /api/v1/subjects` and `/sites`: doubles that were merged are left out unless they are asked for. */
export class RegisterQuery extends SearchQuery {
  @Maybe() @Named('是否也列出已并入其他条目的') @FlagAsked() merged?: boolean;
}

const ORDERS = ['nextDue', 'openedAt', '-openedAt', 'updatedAt', '-updatedAt'] as const;

/** Which cases: what the list and the counts of it are narrowed by. */
export class CaseFilterQuery {
  @Maybe() @Named('搜索内容') @TextAsked(100) q?: string;
  @Maybe() @SomeAsked(...CASE_STATUSES) status?: CaseStatus[];
  @Maybe() @OneOf(...GRADES) grade?: Grade;
  @Maybe() @OneOf(...HAZARD_DOMAINS) domain?: HazardDomain;
  @Maybe() @Id() hazardType?: string;
  /** Of those cases alone whose source who asks is shown. */
  @Maybe() @OneOf(...CASE_SOURCES) source?: CaseSource;
  /** Likewise. */
  @Maybe() @Shaped(/^[\x21-\x7e]{1,100}$/, '必须是 1 到 100 个可见的 ASCII 字符') externalId?: string;
  @Maybe() @Named('标记') @OneOf(...OVERLAY_NAMES, 'protected-source') overlay?: Overlay | 'protected-source';
  @Maybe() @Id() unitId?: string;
  /** In that role alone; `unitId` asks in any. */
  @Maybe() @Id() responsibleUnitId?: string;
  @Maybe() @Id() subjectId?: string;
  @Maybe() @Id() siteId?: string;
  @Maybe() @Id() campaignId?: string;
  @Maybe() @OneOf(...LAMPS) lamp?: Lamp;
  @Maybe() @Named('到期截止（含当日）') @LimitAsked() dueBefore?: string;
  /** What is due on this day or later. */
  @Maybe() @Named('到期起始（含当日）', 'date') @IsCivilDate() dueFrom?: string;
  /** Both days belong to the period. */
  @Maybe() @Named('销号起始日期', 'date') @IsCivilDate() closedFrom?: string;
  @Maybe() @Named('销号截止日期', 'date') @IsCivilDate() closedTo?: string;
  /** Likewise. */
  @Maybe() @Named('立项起始日期', 'date') @IsCivilDate() openedFrom?: string;
  @Maybe() @Named('立项截止日期', 'date') @IsCivilDate() openedTo?: string;
  @Maybe() @Named('由谁承办') @OneOf('me') assignedTo?: 'me';
  @Maybe() @WholeAsked(0, 1000) cycle?: number;
  @Maybe() @Named('最少轮次') @WholeAsked(0, 1000) minCycle?: number;
  /** The older name of `townId`. */
  @Maybe() @Id() town?: string;
  @Maybe() @Id() townId?: string;
}

/** `GET /api/v1/cases`. */
export class CaseListQuery extends CaseFilterQuery {
  @Maybe() @WholeAsked(1, 200) limit?: number;
  @Maybe() @CursorAsked() cursor?: string;
  @Maybe() @Named('排序') @OneOf(...ORDERS) sort?: (typeof ORDERS)[number];
  @Maybe() @Named('格式') @OneOf('json', 'csv') format?: 'json' | 'csv';
  @Maybe() @Named('表格的列') @IdsAsked() columns?: string[];
}

/** `GET /api/v1/cases/duplicates`: what is known of a report. */
export class DuplicatesQuery {
  @Maybe() @Id() siteId?: string;
  @Maybe() @IdsAsked(20) subjectIds?: string[];
  @Maybe() @Id() hazardType?: string;
  @Maybe() @TextAsked(200) address?: string;
}

/** How near what is due is: the counts of the worklist. */
const DUE = ['today', 'three-days', 'overdue'] as const;
export type DueAsked = (typeof DUE)[number];

/** `GET /api/v1/escalations`. */
export class EscalationListQuery extends TableQuery {
  @Maybe() @OneOf(...ACT_NAMES) act?: EscalationAct;
  @Maybe() @SomeAsked(...ESCALATION_STATUSES) status?: EscalationStatus[];
  @Maybe() @Id() caseId?: string;
  /** Whom it speaks to. */
  @Maybe() @Named('对象单位', 'unit') @Id() unitId?: string;
  /** Likewise. */
  @Maybe() @Named('对象责任主体', 'subject') @Id() subjectId?: string;
  @Maybe() @Named('到期情况') @OneOf(...DUE) due?: DueAsked;
}

/** `GET /api/v1/units`. */
export class UnitListQuery extends SearchQuery {
  @Maybe() @Named('单位类别') @SomeAsked(...UNIT_KINDS) kind?: UnitKind[];
}

/** `GET /api/v1/worklist`. */
export class WorklistQuery extends TableQuery {
  @Maybe() @Named('到期情况') @OneOf(...DUE) due?: DueAsked;
}

/** What waits for who asks. */
export class AwaitingQuery {
  @Maybe() @Named('待谁确认') @OneOf('me') awaiting?: 'me';
}

/** `GET /api/v1/posts`. */
export class PostListQuery extends PageQuery {
  @Maybe() @Id() personId?: string;
  @Maybe() @Id() unitId?: string;
  @Maybe() @SomeAsked(...POST_STATUSES) status?: PostStatus[];
  @Maybe() @Named('待谁确认') @OneOf('me') awaiting?: 'me';
}

/** `GET /api/v1/ledgers/closed`. */
export class ClosedListQuery extends TableQuery {
  @Maybe() @Named('按隐患或按责任主体') @OneOf('case', 'subject') by?: 'case' | 'subject';
}

const PAPER_STATES = ['issued', 'served', 'withdrawn', 'void'] as const;

/** `GET /api/v1/documents`. */
export class DocumentListQuery extends TableQuery {
  @Maybe() @SomeAsked(...PAPER_STATES) state?: (typeof PAPER_STATES)[number][];
}

/** `GET /api/v1/notifications`. */
export class NotificationListQuery extends PageQuery {
  @Maybe() @Named('只列未读') @OneOf('true') unread?: 'true';
}

/** `GET /api/v1/audit`. */
export class AuditListQuery extends TableQuery {
  @Maybe() @IsCivilDate() day?: string;
  @Maybe() @IsCivilDate() from?: string;
  @Maybe() @IsCivilDate() to?: string;
  @Maybe() @Id() personId?: string;
  @Maybe() @Id() action?: string;
  /** `refused` for every refusal. */
  @Maybe() @OneOf('done', 'refused', ...AUDITED_REFUSALS) outcome?: string;
}

/** `GET /api/v1/webhooks/{webhookId}/deliveries`. */
export class DeliveryListQuery extends PageQuery {
  @Maybe() @SomeAsked('queued', 'sending', 'sent', 'failed-final') state?: string[];
}

/** `GET /api/v1/events`. */
export class FeedQuery {
  @Maybe() @Named('从何处续读') @CursorAsked('上一次的 nextCursor，筛选条件不变；空或不给出则从头开始') after?: string;
  @Maybe() @WholeAsked(1, 200) limit?: number;
  @Maybe() @Named('事件类型') @SomeAsked(...EVENT_TYPES) types?: string[];
  @Maybe() @Id() caseId?: string;
}

/** `GET /api/v1/changes`. */
export class ChangesQuery {
  @Maybe() @Named('从何处续读') @CursorAsked('上一次的 next，或事件的 id；不给出则从现在开始') after?: string;
}

/** `GET /api/v1/desk`. */
export class DeskQuery {
  @Maybe() @Id() townId?: string;
  @Maybe() @Named('整改责任单位', 'unit') @Id() unitId?: string;
}

/** As it was at an instant. */
export class MeQuery {
  @Maybe() @Named('是否一并给出概况') @FlagAsked() overview?: boolean;
}

export class AsOfQuery {
  @Maybe() @InstantAsked() asOf?: string;
}

/** One case, with its evidence where that is asked for. */
export class CaseReadQuery extends AsOfQuery {
  @Maybe() @Named('是否一并给出证据') @FlagAsked() evidence?: boolean;
}

/** One version of a pack; the newest without it. */
export class PackQuery {
  @Maybe() @TextAsked(20) version?: string;
}
