import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseCommandType } from '../../../../domain/case/commands';
import type { CaseProposalAct } from '../../../../domain/case/proposal';
import type { EscalationCommandType } from '../../../../domain/escalation/commands';

/** The file, and the words with which its part about one command begins. */
type Told = readonly [place: string, title: string];

/** Where the rules of each command are told: the compiler asks for a line of every new one. */
const OF_CASES: Record<CaseCommandType | 'report', Told> = {
  report: ['case/report', ''],
  verify: ['case/commands/verify', 'verify'],
  grade: ['case/commands/grade', 'grade'],
  assign: ['case/assignment', 'U-41: an assignment'],
  reassign: ['case/assignment', 'U-41: a reassignment'],
  'accept-assignment': ['case/commands/accept-assignment', 'accept-assignment'],
  'refuse-assignment': ['case/commands/refuse-assignment', 'refuse-assignment'],
  'issue-notice': ['case/commands/issue-notice', 'issue-notice'],
  'record-service': ['case/commands/record-service', 'record-service'],
  'withdraw-notice': ['case/papers', 'withdraw-notice'],
  'cancel-order': ['case/papers', 'cancel-order'],
  'file-plan': ['case/commands/file-plan', 'file-plan'],
  'decide-plan': ['case/commands/decide-plan', 'decide-plan'],
  'report-progress': ['case/commands/report-progress', 'report-progress'],
  'request-recheck': ['case/commands/request-recheck', 'request-recheck'],
  'start-recheck': ['case/commands/start-recheck', 'start-recheck'],
  'record-recheck': ['case/commands/record-recheck', 'record-recheck'],
  'fix-on-the-spot': ['case/commands/fix-on-the-spot', 'fix-on-the-spot'],
  'impose-control': ['case/control-scopes', 'controls of several scopes'],
  'lift-control': ['case/commands/lift-control', 'lift-control'],
  'extend-control': ['case/commands/extend-control', 'extend-control'],
  'record-watch-visit': ['case/commands/record-watch-visit', 'record-watch-visit'],
  'record-report-up': ['case/commands/record-report-up', 'record-report-up'],
  'co-sign': ['case/commands/co-sign', 'co-sign'],
  'withdraw-lead': ['case/commands/withdraw-lead', 'withdraw-lead'],
  'add-note': ['case/commands/add-note', 'add-note'],
  propose: ['case/commands/propose', 'propose %s'],
  'decide-proposal': ['case/commands/decide-proposal', 'decide-proposal'],
  'withdraw-proposal': ['case/commands/decide-proposal', 'withdraw-proposal'],
};

const OF_ACTS: Record<CaseProposalAct, Told> = {
  void: ['case/commands/propose', 'propose %s'],
  'confirm-major': ['case/commands/propose', 'propose %s'],
  'impose-control': ['case/commands/propose', 'propose %s'],
  relapse: ['case/commands/propose', 'propose %s'],
  'statutory-order': ['case/commands/propose', 'propose statutory-order'],
  'new-date': ['case/commands/propose-new-date', 'propose new-date'],
  extend: ['case/commands/propose-extend', 'propose extend'],
  suspend: ['case/commands/propose-suspend', 'propose suspend'],
  resume: ['case/commands/propose-suspend', 'propose resume'],
  close: ['case/commands/propose-close', 'propose close'],
  'reassign-above': ['case/commands/propose-reassign-above', 'propose reassign-above'],
};

const OF_ESCALATIONS: Record<EscalationCommandType, Told> = {
  'hold-interview': ['escalation/interview', 'U-33: a sitting'],
  'record-absence': ['escalation/interview', 'absence'],
  'file-minutes': ['escalation/interview', 'minutes'],
  'file-interview-report': ['escalation/interview', 'the report after an interview'],
  'hear-company': ['escalation/circular', 'hearing a company'],
  publish: ['escalation/circular', 'publishing'],
  'withdraw-circular': ['escalation/circular', 'U-38: withdrawing a circular'],
  'decide-proposal': ['escalation/deciding', 'a decision on an escalation'],
  'withdraw-proposal': ['escalation/deciding', 'taking an escalation back'],
};

const all = [OF_CASES, OF_ACTS, OF_ESCALATIONS].flatMap((table) => Object.entries(table));

const textOf = (place: string): string => readFileSync(join(__dirname, '..', '..', `${place}.test.ts`), 'utf8');

/** The sentences of a file under the title. */
const sentencesIn = (text: string, title: string): string[] =>
  text
    .split(/^describe/m)
    .slice(1)
    .filter((block) => block.split('\n', 1)[0]?.includes(title))
    .flatMap((block) => block.split(/^ {2}it/m).slice(1));

describe('every command and every act', () => {
  it.each(all)('%s has its rules told in three sentences or more, a refusal among them', (_, [place, title]) => {
    const sentences = sentencesIn(textOf(place), title);
    expect(sentences.length).toBeGreaterThanOrEqual(3);
    expect(sentences.some((sentence) => /code:|reason:|\.code|refus/.test(sentence))).toBe(true);
  });
});
