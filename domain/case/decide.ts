import type { Context } from '../context';
import { grantedPosts, isActor, refuse, signAs } from '../people/permit';
import type { Decided } from '../rules';
import { SYSTEM, type Refusal } from '../stream';
import { archiveWhenFree } from './archiving';
import { acceptAssignment, assign, reassign, refuseAssignment } from './assignment';
import type { CaseCommand, ReportCommand } from './commands';
import { extendControl, imposeDirectly, liftControl } from './control';
import { recordReportUp } from './report-up';
import { atConfirming, confirmAsk, declineAsk, namedActor } from './cosign';
import { decideProposal, withdrawProposal } from './deciding';
import type { CaseDraft } from './facts';
import type { CaseFile } from './file';
import { gate, ended, type CommandRule } from './gate';
import { grade } from './grading';
import { addNote, report, verify, withdrawLead } from './intake';
import { issueNotice } from './notice';
import { decidePlan, filePlan, reportProgress } from './plan';
import { propose } from './propose';
import { fixOnTheSpot, recordRecheck, requestRecheck, startRecheck } from './recheck';
import { recordWatchVisit } from './relapse';
import { recordService } from './service';
import { admitToCase } from './sight';
import { stakeOf, turnOn, type Turn } from './turn';

type Ruled = Exclude<CaseCommand['type'], 'propose' | 'decide-proposal' | 'withdraw-proposal' | 'co-sign'>;

/** Every direct command with its rule; the same table decides, draws buttons and names who can. */
export const COMMANDS: { [T in Ruled]: CommandRule<Extract<CaseCommand, { type: T }>> } = {
  verify,
  grade,
  assign,
  reassign,
  'accept-assignment': acceptAssignment,
  'refuse-assignment': refuseAssignment,
  'issue-notice': issueNotice,
  'record-service': recordService,
  'file-plan': filePlan,
  'decide-plan': decidePlan,
  'report-progress': reportProgress,
  'request-recheck': requestRecheck,
  'start-recheck': startRecheck,
  'record-recheck': recordRecheck,
  'fix-on-the-spot': fixOnTheSpot,
  'impose-control': imposeDirectly,
  'lift-control': liftControl,
  'extend-control': extendControl,
  'record-watch-visit': recordWatchVisit,
  'record-report-up': recordReportUp,
  'withdraw-lead': withdrawLead,
  'add-note': addNote,
};

const isRuled = (command: CaseCommand): command is Extract<CaseCommand, { type: Ruled }> => command.type in COMMANDS;

const runRuled = (turn: Turn, command: Extract<CaseCommand, { type: Ruled }>): Refusal | null => {
  const rule = COMMANDS[command.type] as unknown as CommandRule<CaseCommand>;
  const refusal = gate(rule, turn.file, turn.context);
  if (refusal) return refusal;
  turn.signer = signAs(turn.context, grantedPosts(rule.grants, turn.context, stakeOf(turn.file))[0]);
  return rule.run(turn, command);
};

const run = (turn: Turn, command: CaseCommand): Refusal | null => {
  if (isRuled(command)) return runRuled(turn, command);
  const over = ended(turn.file);
  if (over) return over;
  switch (command.type) {
    case 'propose':
      return propose(turn, command);
    case 'decide-proposal':
      return decideProposal(turn, command);
    case 'withdraw-proposal':
      return withdrawProposal(turn, command);
    case 'co-sign':
      return coSign(turn, command);
  }
};

/** The second person confirms: the first one's command is decided again, for both, with both posts as they are today. */
const coSign = (turn: Turn, command: Extract<CaseCommand, { type: 'co-sign' }>): Refusal | null => {
  const { context, file } = turn;
  const ask = file.asks.find((candidate) => candidate.askId === command.askId);
  if (ask === undefined) return refuse('illegal-transition', 'ask-not-open', '该会签不存在或已失效。', [], '/askId');
  if (!isActor(context, ask.coActorId)) return refuse('forbidden', 'not-the-second', '只有被指定的会签人可以会签。');
  const second = signAs(context, context.actor.posts[0]);
  turn.signer = second;
  if (command.decision === 'decline') {
    declineAsk(turn, ask.askId);
    return null;
  }
  if (ask.by.kind !== 'person') return refuse('illegal-transition', 'ask-not-open', '该会签已失效。');
  confirmAsk(turn, ask.askId);
  const first: Context = { ...context, actor: namedActor(context, ask.by.personId) };
  const both: Turn = { ...turn, context: first, coActor: { signer: second, actor: context.actor }, signer: ask.by };
  const refusal = run(both, ask.command as unknown as CaseCommand);
  turn.file = both.file;
  return refusal && atConfirming(refusal);
};

/** Decides a command on a settled file: events, or a refusal that says why and who can. A refused command leaves no event. */
export const decideCase = (
  file: CaseFile | null,
  command: CaseCommand | ReportCommand,
  context: Context,
): Decided<CaseDraft> => {
  if (command.type === 'report') {
    if (file !== null) return { refusal: refuse('conflict', 'case-exists', '该隐患已存在。') };
    const reported = report(command, context);
    return Array.isArray(reported) ? { drafts: reported } : { refusal: reported };
  }
  if (file === null) return { refusal: refuse('not-found', 'case-unknown', '没有这一隐患。') };
  const stranger = admitToCase(file, command, context);
  if (stranger) return { refusal: stranger };
  const turn = turnOn(file, context, signAs(context, context.actor.posts[0]));
  const refusal = run(turn, command);
  if (refusal) return { refusal };
  turn.signer = SYSTEM;
  archiveWhenFree(turn);
  return { drafts: turn.drafts };
};
