import type { Lived } from './life';
import { say } from './say';
import { bodyOf, type Stage } from './stage';

const counted = (items: string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

/** Numbers of one prefix must run 1, 2, 3 … without a gap. */
const gapless = (numbers: string[]): boolean => {
  const byPrefix = new Map<string, number[]>();
  for (const number of numbers) {
    const match = /^(.*?)(\d+)号?$/.exec(number);
    if (!match) return false;
    const prefix = match[1] ?? '';
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), Number(match[2])]);
  }
  return [...byPrefix.values()].every((ns) => ns.sort((a, b) => a - b).every((n, index) => n === index + 1));
};

/** Checks by REST alone what the life must have left; returns whether all of it holds. */
export const verify = async (stage: Stage, lived: Lived): Promise<boolean> => {
  say.title('核验');
  const ofc = await stage.as('ofc');
  const events = await stage.events();
  const file = (await ofc.get(`/api/v1/cases/${lived.caseId}`)).body;
  const chain = (await ofc.get(`/api/v1/cases/${lived.caseId}/chain`)).body;
  const deadlines = await stage.deadlines();
  const papers = await stage.items('ofc', '/api/v1/documents?limit=200');
  const rungs = counted(events.filter((e) => e['type'] === 'rung-reached').map((e) => String(bodyOf(e)['act'])));
  const missed = counted(
    events.flatMap((e) => (typeof bodyOf(e)['fires'] === 'string' ? [String(bodyOf(e)['fires'])] : [])),
  );
  const seqs = events.map((event) => Number(event['seq']));
  const checks: [string, boolean][] = [
    [
      '企业递进措施每档恰好一次：催办、督办、约谈、通报',
      ['urge', 'supervise', 'interview', 'circular'].every((act) => rungs.get(act) === 1),
    ],
    ['没有单位逾期的递进措施', rungs.size === 4],
    ['每个时限只触发一次', [...missed.values()].every((count) => count === 1)],
    ['没有仍在计时的时限', deadlines.every((deadline) => deadline['state'] !== 'armed')],
    ['事件序号连续', seqs.every((seq, index) => seq === index + 1)],
    ['案件已归档，第 2 轮', file['status'] === 'archived' && file['cycle'] === 2],
    ['销号后按案件、按主体均在已销号清单', lived.closedBeforeRelapse.byCase && lived.closedBeforeRelapse.bySubject],
    ['回潮后按案件、按主体均已移出', !lived.closedAfterRelapse.byCase && !lived.closedAfterRelapse.bySubject],
    ['再次销号后案件重新列入', lived.closedAgain.byCase],
    [`证据链完整（${String(chain['events'])} 个事件）`, chain['valid'] === true],
    [
      `文号连续无缺号（${String(papers.length)} 份文书）`,
      papers.length === 4 && gapless(papers.map((paper) => String(paper['number']))),
    ],
  ];
  for (const [what, ok] of checks) say.check(ok, what);
  return checks.every(([, ok]) => ok);
};
