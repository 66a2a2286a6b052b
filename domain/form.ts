/*
 * What a screen is offered for the fields of a command on this very file. A form names candidates and what is known already;
 * which of them may be chosen the rules of the command say themselves: whoever draws a form decides the command with each of
 * them, so that no form holds a rule of its own.
 */

/** When a field is shown: another one has one of these values. */
export interface ShownWhen {
  field: string;
  in: readonly (string | boolean)[];
}

/** One field of a form, beside its shape. Ids and codes; their names are not the rules' matter. */
export interface FieldForm {
  /** Known already: it is sent and not asked. */
  const?: string | boolean;
  /** What it is filled with at first; a list for a field of many. */
  default?: string | boolean | number | readonly string[];
  /** Candidates, likeliest first; of a field that hangs on another one, by the value of that. */
  among?: readonly string[] | ((of: string) => readonly string[]);
  /** The field on which the candidates hang, where the rules measure them together. */
  of?: string;
  /** Others than these may be chosen as well: they are searched for. */
  open?: true;
  /** Which of the candidates to suggest. */
  suggested?: readonly string[];
  /** The first suggested, or the latest day that the rules take, is filled in. */
  filled?: true;
  /** What was found: never filled in, though the rules leave one answer now. */
  finding?: true;
  /** Shown under one of these alone. */
  shownWhen?: readonly ShownWhen[];
  /** Asked only where the rules refuse the command without it. */
  ifNeeded?: true;
  /** Never asked on this file. */
  absent?: true;
  /** Chinese, for whoever fills it in. */
  help?: string;
}

/** Fields by their names in the body, in the order in which they are asked; those that it leaves out follow as they are. */
export interface Form {
  fields: Readonly<Record<string, FieldForm>>;
  /** Of these fields at least one is filled in. */
  either?: readonly (readonly [string, string])[];
  /** What is to be heeded, in Chinese, and which field answers it. */
  warnings?: readonly { text: string; field: string | null }[];
}

/** What a form is asked for. */
export interface FormAsked {
  command: string;
  act?: string | undefined;
  proposalId?: string | undefined;
  askId?: string | undefined;
}

/** What the record knows beside the file and that a form offers first. */
export interface Known {
  /** Subjects of the report and of its place. */
  subjectIds: readonly string[];
  /** Photos of the report, which show the hazard as it was found. */
  photosBefore: readonly string[];
  /** Every other upload of the case. */
  evidence: readonly string[];
}
