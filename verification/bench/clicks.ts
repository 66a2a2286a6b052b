import type { CaseFile } from '../../domain/case/file';
import { Caller, type Reply } from './caller';
import type { Photos } from './photos';

interface Place {
  caseId: string;
  version: number;
  proposalId: string | null;
  /** The proof of what is proposed on it, again and again. */
  photo: string;
  /** One click after another on one case, as its version demands. */
  turn: Promise<void>;
}

/** A click that was answered: when it was sent, in milliseconds since 1970, and how long the answer took. */
export interface Click {
  at: number;
  ms: number;
}

/** Two people who go on proposing and deciding on cases of their own: a load of approvals that does not run out. */
export class Clicks {
  readonly done: Click[] = [];
  /** Turned away because the system was at its limit: 429 or 503. */
  readonly shed: Click[] = [];

  private constructor(
    private readonly places: Place[],
    private readonly proposer: Caller,
    private readonly decider: Caller,
  ) {}

  static async open(url: string, files: readonly CaseFile[], photos: Photos): Promise<Clicks> {
    await photos.ready('ofc', files.length);
    const places: Place[] = [];
    for (const { caseId, version } of files)
      places.push({ caseId, version, proposalId: null, photo: await photos.take('ofc'), turn: Promise.resolve() });
    return new Clicks(places, await Caller.signIn(url, 'ofc', 16), await Caller.signIn(url, 'ofd', 16));
  }

  /** The next click on the case whose turn it is. */
  readonly click = async (index: number): Promise<void> => {
    const place = this.places[index % this.places.length];
    if (place === undefined) throw new Error('no cases to click on');
    const mine = place.turn.then(() => this.send(place));
    place.turn = mine.catch(() => undefined);
    return mine;
  };

  /** Milliseconds of the clicks that were sent from one instant to another. */
  between(from: number, to: number): number[] {
    return this.done.filter(({ at }) => at >= from && at < to).map(({ ms }) => ms);
  }

  async close(): Promise<void> {
    await this.proposer.close();
    await this.decider.close();
  }

  private async send(place: Place): Promise<void> {
    const at = Date.now();
    const begunAt = performance.now();
    const { status, body } = await this.next(place);
    const click = { at, ms: performance.now() - begunAt };
    if (status === 429 || status === 503) {
      this.shed.push(click);
      await this.look(place);
      return;
    }
    if (status >= 300) throw new Error(`a click answered ${status} ${JSON.stringify(body)}`);
    this.done.push(click);
    // An id says which event of the case opened the proposal.
    place.proposalId = place.proposalId === null ? `${place.caseId}-p${place.version + 1}` : null;
    place.version = Number(body['version']);
  }

  private next({ caseId, version, proposalId, photo }: Place): Promise<Reply> {
    const path = `/api/v1/cases/${caseId}/commands`;
    const proposal = { act: 'void', reason: '重复登记', attachmentIds: [photo] };
    if (proposalId === null) return this.proposer.post(`${path}/propose`, proposal, version);
    const decision = { proposalId, decision: 'reject', opinion: '并非重复' };
    return this.decider.post(`${path}/decide-proposal`, decision, version);
  }

  /** What became of a click that was turned away is not known: reads the case again, as its person would. */
  private async look(place: Place): Promise<void> {
    const { status, body } = await this.proposer.get(`/api/v1/cases/${place.caseId}`);
    if (status !== 200) return;
    place.version = Number(body['version']);
    const open: unknown = Array.isArray(body['openProposals']) ? body['openProposals'][0] : undefined;
    place.proposalId =
      typeof open === 'object' && open !== null && 'proposalId' in open ? String(open.proposalId) : null;
  }
}
