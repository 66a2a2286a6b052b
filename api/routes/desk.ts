import { InboxAnswer } from '../answers/inbox';
import { OwedCaseAnswer, OwedEscalationAnswer, WorklistAnswer } from '../answers/worklist';
import type { AppDeps } from '../deps';
import { pageIn } from '../paging';
import { presentDue } from '../present/case-row';
import { presentEscalationRow } from '../present/escalation';
import { WorklistQuery } from '../dto/queries';
import { PageQuery } from '../dto/query-fields';
import { listRoute } from '../list-route';
import { readQuery } from '../query';
import { greenFrom } from '../read/case-list';
import { caseRowsShown } from '../read/case-rows-shown';
import { spansAt } from '../read/due-spans';
import { inboxOf, type InboxItem } from '../read/inbox';
import { pageAsSeen } from '../read/protected-names';
import { viewerOf } from '../read/viewer';
import { countersOf } from '../read/waiting';
import { idOfOwed, worklistOf, type Owing } from '../read/worklist';
import type { Route } from '../route';

/** After whatever may be due. */
const MAX_INSTANT = '9999-12-31T23:59:59.999Z';

const keyOfItem = ({ dueAt, id }: InboxItem) => [dueAt, id];

/** What waits for the person: what he, his posts or his unit owe, and what he decides or signs. */
export const deskRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/inbox',
    summary: '待我审批',
    description:
      '本人现在可以审批的提请和请本人会签的事项，先到期的在前。因回避等原因本人不得审批的不列入；办理时按 version 填 If-Match。',
    access: 'person',
    token: 'read',
    query: PageQuery,
    success: { status: 200, description: '待审批的提请和待会签的事项，先到期的在前', answer: InboxAnswer },
    async handle(request, response) {
      const page = pageIn(deps, request, readQuery(request, PageQuery), ['instant-or-none', 'id']);
      const viewer = await viewerOf(deps, request);
      const items = await inboxOf(deps, viewer);
      const [dueAt = '', id = ''] = page.after ?? [];
      const rest = items.filter((item) => item.dueAt > dueAt || (item.dueAt === dueAt && item.id > id));
      const answer = page.of(rest, await deps.door.now(), keyOfItem, ({ shown }) => shown);
      response.json(answer);
    },
  },
  listRoute(deps, {
    path: '/api/v1/worklist',
    summary: '待办：今日到期、三日内、逾期、待我审批',
    description:
      '本人、本人所在单位或所代表的责任主体应办的事项，包括可代为报送的和待本人审批的，先到期的在前；专班办公室看到全镇的。计数与列表口径一致，三日内到期的含今日；due 只列其中一类，计数不变。',
    access: 'person',
    token: 'read',
    query: WorklistQuery,
    success: { status: 200, description: '计数，隐患和督办、约谈、通报，先到期的在前', answer: WorklistAnswer },
    csv: '待办清单',
    async open(_request, { due }, viewer) {
      const now = await deps.door.now();
      const basis = { now, green: greenFrom(deps, viewer, now), calendar: deps.calendar };
      const inbox = await inboxOf(deps, viewer);
      const worklist = await worklistOf(deps, viewer, inbox);
      const spans = spansAt(now);
      const span = due === undefined ? undefined : spans[due];
      return {
        items: [OwedCaseAnswer, OwedEscalationAnswer],
        key: ['instant', 'id'],
        page: async (page) => {
          const owed = await worklist.page(page, span);
          const rows = owed.flatMap((owing) => ('caseIds' in owing ? [] : [owing.row]));
          const present = await caseRowsShown(deps, viewer, rows, basis);
          const presentOwed = (owing: Owing): object => {
            const { owedAt, row } = owing;
            const own = presentDue(owedAt, row.townId, basis);
            if ('caseIds' in owing) return { ...presentEscalationRow(owing.row, owing.caseIds), owedAt, owed: own };
            return { ...present(owing.row), owedAt, owed: own };
          };
          const shown = page.of(owed, now, (owing) => [owing.owedAt, idOfOwed(owing)], presentOwed);
          return pageAsSeen(deps, viewer, shown);
        },
        count: () => worklist.count(span ?? { after: null, until: MAX_INSTANT }),
        beside: async () => ({ counters: await countersOf(worklist, inbox, now) }),
      };
    },
  }),
];
