import type { Allowed } from '../../domain/case/allowed';
import { isStep } from '../../domain/case/next-act';
import type { AllowedOnCaseAnswer, AllowedOnEscalationAnswer } from '../answers/allowed';
import { DICTIONARY, type CodeNames } from './dictionary';

/** What a command is called as a button, `核实线索`; with what it is about `提请延期`, `撤回提请：延期`. */
export const labelOf = (command: string, name: string, act: string | undefined): string => {
  if (act === undefined) return name;
  return command === 'propose' ? `提请${act}` : `${name}：${act}`;
};

const actNames: CodeNames = DICTIONARY['proposal-act'];

const labelIn = (names: CodeNames, { command, act }: Pick<Allowed, 'command' | 'act'>): string =>
  labelOf(command, names[command] ?? command, act === undefined ? undefined : (actNames[act] ?? act));

/** The same of a command on a case, by its codes. */
export const caseLabel = (meant: Pick<Allowed, 'command' | 'act'>): string =>
  labelIn(DICTIONARY['case-command'], meant);

export const presentAllowed = (one: Allowed): AllowedOnCaseAnswer => ({
  ...one,
  label: caseLabel(one),
  step: isStep(one.command),
});

export const presentAllowedOnEscalation = (one: Allowed): AllowedOnEscalationAnswer => ({
  ...one,
  label: labelIn(DICTIONARY['escalation-command'], one),
});
