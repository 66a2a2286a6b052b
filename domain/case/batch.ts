import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { CaseCommandType } from './commands';
import type { CaseFile } from './file';

/** Commands by which somebody decides on, or signs, what another has brought: each 重大 passes them one by one. */
const DECIDING: readonly CaseCommandType[] = ['decide-proposal', 'decide-plan', 'co-sign'];

/** Acts that make a hazard 重大. */
const MAKES_MAJOR = 'confirm-major';

/** One case of a batch, as far as the batch is concerned. */
export interface BatchedCase {
  command: CaseCommandType;
  grade: CaseFile['grade'];
  /** Of the proposal that is to be decided, whether it is still open or was decided; absent for any other command. */
  act?: string;
}

const refusalOf = ({ command, grade, act }: BatchedCase, kind: string | undefined): Refusal | null => {
  if (DECIDING.includes(command) && (grade === 'major' || act === MAKES_MAJOR))
    return refuse('illegal-transition', 'one-by-one', '重大隐患须逐件审批，不能成批办理，请打开该隐患单独办理。');
  if (act !== undefined && act !== kind)
    return refuse('illegal-transition', 'other-kind', '一批只审批同一种提请，以其中第一件的为准；这一件请另行审批。');
  return null;
};

/**
 * Why each of these cases may not be part of one batch, or null: a 重大 hazard passes every gate by itself (B-53, B-54;
 * lifecycle.md, 即查即改), and what is decided in one go is of one kind, that of the first.
 */
export const batchRefusals = (cases: readonly BatchedCase[]): (Refusal | null)[] => {
  const kind = cases.find(({ act }) => act !== undefined)?.act;
  return cases.map((one) => refusalOf(one, kind));
};
