/** What was played on a kept release, so that a later one knows what it must find there. */
export interface Manifest {
  version: string;
  /** When it was kept; deadlines may have passed since. */
  at: string;
  /** Case ids of the town of days, by what is special about them. */
  cases: Record<string, string>;
  /** Their states at that time. */
  states: Record<string, string>;
  /** A case of the drill town that went the whole way, with a relapse. */
  archived: string;
  /** A case whose interview is approved and not held. */
  interview: { caseId: string; escalationId: string };
  /** A personal token of the office's clerk in the town of days. */
  token: string;
}
