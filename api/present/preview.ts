import { STATUS_NAMES } from '../../domain/case/gate';
import type { Deciders, Proposal } from '../../domain/case/proposal';
import { civilDateOf } from '../../domain/clock/civil';
import type { AnyEnvelope, AnyFile } from '../../domain/modules';
import type { Directory } from '../../domain/people/directory';
import { ROLE_NAMES } from '../../domain/people/roles';
import { RUNG_ACT_NAMES } from '../../domain/policy/check-ladders';
import type { PaperIssue } from '../../domain/stream';
import type { Previewed, PreviewedStream } from '../../record/preview';
import type { EffectAnswer, PreviewAnswer } from '../answers/preview';
import { compact, omit } from '../compact';
import { ESCALATION_STATUS_NAMES, PAPER_STATE_NAMES } from './code-names/case';
import { EVENT_NAMES } from './code-names/events';
import { presentProposal } from './clock';
import { DICTIONARY } from './dictionary';
import { deadlineEffects, type Told } from './preview-deadlines';
import { toldEffects, unitName } from './preview-people';

const statusName = (file: AnyFile): string =>
  'caseId' in file ? STATUS_NAMES[file.status] : ESCALATION_STATUS_NAMES[file.status];

/** What an escalation is about, before each of its effects; nothing before those of the stream that was asked about. */
const lead = (file: AnyFile): string =>
  'caseId' in file ? `关联隐患「${file.title}」：` : `${RUNG_ACT_NAMES[file.act]}（${file.addresseeName}）：`;

const statusEffects = ({ before, after }: PreviewedStream): EffectAnswer[] => {
  if (before === null) return [{ kind: 'status', text: `立案，状态为“${statusName(after)}”` }];
  return before.status === after.status
    ? []
    : [{ kind: 'status', text: `状态由“${statusName(before)}”变为“${statusName(after)}”` }];
};

/** What a paper says, where the event that issues it says it: its requirements and its date. */
const wordsOf = ({ body }: AnyEnvelope): { text: string; dueOn?: string } | undefined => {
  if (!('requirements' in body) || typeof body.requirements !== 'string') return undefined;
  const dueOn = 'dueOn' in body && typeof body.dueOn === 'string' ? body.dueOn : undefined;
  return compact({ text: body.requirements, dueOn });
};

interface Issued {
  paper: PaperIssue;
  words: ReturnType<typeof wordsOf>;
}

const issuedIn = (event: AnyEnvelope): Issued[] =>
  'paper' in event.body ? [{ paper: event.body.paper, words: wordsOf(event) }] : [];

/** A number is given when it is done: whoever comes first has it. */
const paperEffects = ({ before, after, events }: PreviewedStream, directory: Directory): EffectAnswer[] => {
  const issued = events.flatMap(issuedIn).map(({ paper: { title, issuerUnitId }, words }): EffectAnswer => {
    const issuerName = unitName(directory, issuerUnitId);
    const text = `以${issuerName}名义制发《${title}》，文号在办理时给出`;
    return compact({ kind: 'paper', text, paper: words && { title, issuerName, ...words } });
  });
  const papers = before === null ? [] : [...before.papers];
  const changed = papers.flatMap(({ documentId, number, state }): EffectAnswer[] => {
    const now = [...after.papers].find((paper) => paper.documentId === documentId)?.state;
    return now === undefined || now === state
      ? []
      : [{ kind: 'paper', text: `文书${number}：${PAPER_STATE_NAMES[now]}` }];
  });
  const numbered = events.some(({ body }) => 'number' in body)
    ? [{ kind: 'paper', text: '上账编号，编号在办理时给出' }]
    : [];
  return [...issued, ...changed, ...numbered];
};

const actName = (act: Proposal['act']): string => DICTIONARY['proposal-act'][act] ?? act;

const stepName = ({ roles, unitId }: Deciders, directory: Directory): string => {
  const names = roles.map((role) => ROLE_NAMES[role]).join('、');
  return unitId === undefined ? names : `${unitName(directory, unitId)}${names}`;
};

const askedOf = (proposal: Proposal, directory: Directory): string => {
  const [step] = proposal.steps;
  return step === undefined ? '' : `，由${stepName(step, directory)}审批`;
};

/** Proposals that it opens, hands on or ends; each with who decides by when. */
const proposalEffects = ({ before, after }: PreviewedStream, directory: Directory): EffectAnswer[] => {
  const known = before === null ? [] : before.proposals;
  const opened = after.proposals.flatMap((proposal): EffectAnswer[] => {
    const earlier = known.find(({ proposalId }) => proposalId === proposal.proposalId);
    if (earlier !== undefined && earlier.decideBy === proposal.decideBy) return [];
    const { effect } = presentProposal(proposal);
    const text = `${earlier === undefined ? '提请' : '转报'}「${actName(proposal.act)}」${askedOf(proposal, directory)}；批准后${effect}`;
    return [{ kind: 'proposal', text, at: proposal.decideBy, day: civilDateOf(proposal.decideBy) }];
  });
  const ended = known
    .filter(({ proposalId }) => !after.proposals.some((proposal) => proposal.proposalId === proposalId))
    .map(({ act }): EffectAnswer => ({ kind: 'proposal', text: `「${actName(act)}」的提请办结` }));
  return [...opened, ...ended];
};

/** What asks a second person, and what is written down of it all. */
const otherEffects = ({ before, after, events }: PreviewedStream): EffectAnswer[] => {
  const asked =
    'caseId' in after ? after.asks.length - (before !== null && 'caseId' in before ? before.asks.length : 0) : 0;
  const names = [...new Set(events.map(({ type }) => EVENT_NAMES[type]))];
  return [
    ...(asked > 0 ? [{ kind: 'proposal', text: '请会签人会签，会签后才办理' }] : []),
    ...(names.length === 0 ? [] : [{ kind: 'other', text: `记入办理记录：${names.join('、')}` }]),
  ];
};

const effectsOf = (stream: PreviewedStream, told: Told): EffectAnswer[] => [
  ...statusEffects(stream),
  ...paperEffects(stream, told.directory),
  ...deadlineEffects(stream, told),
  ...proposalEffects(stream, told.directory),
  ...toldEffects(stream.tellings, told),
  ...otherEffects(stream),
];

/** What a command would do, in words and dates; those of other streams say of which. */
export const presentPreview = ({ streams, directory }: Previewed, after: AnyFile, now: string): PreviewAnswer => {
  const [own] = streams;
  const told: Told | null = directory && { directory, now };
  const effects =
    told === null
      ? []
      : streams.flatMap((stream) =>
          effectsOf(stream, told).map((effect) =>
            stream === own ? effect : { ...omit(effect, 'paper'), text: `${lead(stream.after)}${effect.text}` },
          ),
        );
  // A number that is only given by it is nobody's yet.
  const before = own?.before ?? null;
  const number = before !== null && 'caseId' in before ? before.number : null;
  return { status: after.status, statusName: statusName(after), number, effects: effects };
};
