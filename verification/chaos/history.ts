import { openJournal, readJournal } from './stack-journal';

/** Both clocks of the harness, which is never faulted. */
export interface Moment {
  /** Milliseconds since the run began, by a clock that never jumps. */
  tMono: number;
  tWall: string;
}

/** A request goes out. Sends with one key and one request hash are the same command. */
export interface Invoked extends Moment {
  phase: 'invoke';
  /** Number of the send; the line that ends it has the same. */
  send: number;
  client: string;
  /** Sends of one session wait for each other. */
  session: string;
  target: string;
  /** A type of command, `settle` or `read`. */
  op: string;
  person: string;
  /** Idempotency key; null for what needs none. */
  key: string | null;
  requestHash: string | null;
  /** Null where the command opens the stream. */
  stream: string | null;
  expectVersion: number | null;
  /** The command of the domain, where the client knows it: it is then decided again by the checker. */
  command: { type: string } | null;
}

/**
 * How a send ended. `ok`: it was done (2xx). `fail`: this send did nothing (refused, or never sent). `info`: nobody knows
 * (no answer, reset, outcome unknown).
 */
export interface Ended extends Moment {
  phase: 'ok' | 'fail' | 'info';
  send: number;
  /** 0 where there was no answer. */
  status: number;
  /** Code of a refusal, or why there was no answer. */
  code: string | null;
  stream: string | null;
  version: number | null;
  bodyHash: string | null;
  /** Hash of the last event that a read saw. */
  tail: string | null;
}

export type ClientLine = Invoked | Ended;

/** A fault begins or ends; `inFlight`: requests that were under way at what it hits. */
export interface FaultLine extends Moment {
  kind: string;
  target: string;
  phase: 'begin' | 'end';
  inFlight: number;
}

/** What a run was. */
export interface RunFacts {
  database: string;
  seconds: number;
  seed: number;
  bug: string | null;
}

/** What the checker found, for whoever started it. */
export interface RunVerdict {
  violations: number;
  /** Invariants that do not hold. */
  kinds: string[];
  /** Why the run proves nothing. */
  void: string[];
}

/** Files of a run, in its folder. */
export const files = {
  client: 'client.jsonl',
  faults: 'faults.jsonl',
  dump: 'dump.json',
  run: 'run.json',
  report: 'report.txt',
  verdict: 'verdict.json',
} as const;

/** The clocks of a run that begins now. */
export const clockFrom = (startedAt = performance.now()): (() => Moment) => {
  return () => ({
    tMono: Math.round((performance.now() - startedAt) * 1000) / 1000,
    tWall: new Date(Date.now()).toISOString(),
  });
};

/** Where clients write what they asked and what they were told. */
export interface History {
  invoke(what: Omit<Invoked, 'phase' | 'send' | keyof Moment>): number;
  end(send: number, how: Omit<Ended, 'send' | keyof Moment>): void;
}

export const openHistory = (folder: string, now: () => Moment): History => {
  const journal = openJournal(`${folder}/${files.client}`);
  let sends = 0;
  return {
    invoke: (what) => {
      sends += 1;
      journal.write({ phase: 'invoke', send: sends, ...now(), ...what } satisfies Invoked);
      return sends;
    },
    end: (send, how) => {
      journal.write({ send, ...now(), ...how } satisfies Ended);
    },
  };
};

/** A send as it went out and, where that was seen, as it ended. */
export interface Send {
  out: Invoked;
  end: Ended | null;
}

export const readHistory = (folder: string): Send[] => {
  const sends = new Map<number, Send>();
  for (const line of readJournal<ClientLine>(`${folder}/${files.client}`)) {
    if (line.phase === 'invoke') {
      sends.set(line.send, { out: line, end: null });
      continue;
    }
    const send = sends.get(line.send);
    if (send) send.end = line;
  }
  return [...sends.values()];
};

export const readFaults = (folder: string): FaultLine[] => readJournal<FaultLine>(`${folder}/${files.faults}`);
