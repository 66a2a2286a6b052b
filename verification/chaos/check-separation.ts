import type { CaseEnvelope } from '../../domain/case/facts';
import type { Signer } from '../../domain/stream';
import type { Envelope } from './check-dump';
import type { Material, Violation } from './check-material';

const person = (signer: Signer | null | undefined): string[] => (signer?.kind === 'person' ? [signer.personId] : []);

/** Whom an event bars from closing this cycle, and why. */
const barredBy = (event: CaseEnvelope): [string, string[]] | null => {
  switch (event.type) {
    case 'assigned':
      return ['assigned it', person(event.actor)];
    case 'recheck-requested':
      return ['rectified it', person(event.actor)];
    case 'recheck-started':
    case 'recheck-passed':
    case 'recheck-failed':
      return ['re-checked it', [...person(event.actor), ...person(event.body.coActor)]];
    case 'fixed-on-the-spot':
      return ['signed on the spot', person(event.actor)];
    default:
      return null;
  }
};

/** Separation within one case, seen from its events alone. */
const inCase = (streamId: string, events: CaseEnvelope[]): Violation[] => {
  const found: Violation[] = [];
  let barred = new Map<string, string>();
  let reporters: string[] = [];
  for (const event of events) {
    const say = (what: string): void => {
      found.push({ invariant: 'I7', what, stream: streamId, seq: event.seq });
    };
    const [why, who] = barredBy(event) ?? ['', []];
    for (const personId of who) {
      if (why === 're-checked it' && barred.get(personId) === 'rectified it')
        say(`${personId} rectified it and re-checked it`);
      barred.set(personId, why);
    }
    if (event.type === 'reported') reporters = person(event.actor);
    if (
      event.type === 'verified' &&
      event.body.coActor === null &&
      reporters.some((one) => person(event.actor).includes(one))
    )
      say(`${reporters.join()} reported it and verified it alone`);
    if (event.type === 'closed') {
      for (const personId of event.body.decidedBy.flatMap(person)) {
        const reason = barred.get(personId);
        if (reason !== undefined) say(`${personId} closed it and ${reason} in the same cycle`);
      }
    }
    if (event.type === 'relapse-confirmed') barred = new Map();
  }
  return found;
};

/** Nobody decides what he proposed, and nobody decides twice. */
const inProposals = (streamId: string, events: Envelope[]): Violation[] => {
  const found: Violation[] = [];
  const involved = new Map<string, string[]>();
  for (const { type, body, actor, seq } of events) {
    if (type === 'proposal-opened') involved.set(body.proposalId, person(actor));
    if (type !== 'proposal-decided') continue;
    const before = involved.get(body.proposalId) ?? [];
    const again = person(actor).find((personId) => before.includes(personId));
    if (again !== undefined)
      found.push({
        invariant: 'I7',
        what: `${again} decides ${body.proposalId} a second time or his own`,
        stream: streamId,
        seq,
      });
    involved.set(body.proposalId, [...before, ...person(actor)]);
  }
  return found;
};

/** I7: who closes is not who rectified, re-checked, signed or assigned; who proposes does not decide. */
export const checkSeparation = ({ logs }: Material): Violation[] =>
  [...logs.values()].flatMap(({ streamId, events }) => [
    ...(streamId.startsWith('case:') ? inCase(streamId, events as CaseEnvelope[]) : []),
    ...inProposals(streamId, events),
  ]);
