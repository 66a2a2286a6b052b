import type { CaseFile } from '../domain/case/file';
import { Caller } from './caller';

interface Place {
  caseId: string;
  version: number;
  proposalId: string | null;
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

  private constructor(
    private readonly places: Place[],
    private readonly proposer: Caller,
    private readonly decider: Caller,
  ) {}

  static async open(url: string, files: readonly CaseFile[]): Promise<Clicks> {
    const places = files.map(({ caseId, version }) => ({ caseId, version, proposalId: null, turn: Promise.resolve() }));
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
    const { caseId, version, proposalId } = place;
    const at = Date.now();
    const begunAt = performance.now();
    const path = `/api/v1/cases/${caseId}/commands`;
    const reply =
      proposalId === null
        ? await this.proposer.must(`${path}/propose`, { act: 'void', reason: '重复登记' }, version)
        : await this.decider.must(
            `${path}/decide-proposal`,
            { proposalId, decision: 'reject', opinion: '并非重复' },
            version,
          );
    this.done.push({ at, ms: performance.now() - begunAt });
    place.version = Number(reply['version']);
    // An id says which event of the case opened the proposal.
    place.proposalId = proposalId === null ? `${caseId}-p${version + 1}` : null;
  }
}
