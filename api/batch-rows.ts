import type { CaseCommand } from '../domain/case/commands';
import type { CommandBody } from './commands/command-body';
import type { CaseBatchBody } from './dto/case-batch';
import type { Plain } from './parse';
import { invalid, invalidField, Problem, type FieldError } from './problem';

/** One case of a batch with the command that is meant for it. */
export interface BatchRow {
  caseId: string;
  version: number;
  command: CaseCommand;
  /** What of the request concerns this case: a repetition under the same key must say the same. */
  asked: object;
}

type Body = Plain<CaseBatchBody>;

const firstField = (pointer: string): string => pointer.split('/')[1] ?? '';

/** Where in the batch a field of the command's body was given. */
const placed = (error: FieldError, own: Record<string, unknown>, at: number): FieldError => ({
  ...error,
  pointer: `${firstField(error.pointer) in own ? `/cases/${String(at)}` : ''}/body${error.pointer}`,
});

const refuseDoubles = ({ cases }: Body): void => {
  const seen = new Set<string>();
  for (const [at, { caseId }] of cases.entries()) {
    if (seen.has(caseId)) throw invalidField(`/cases/${String(at)}/caseId`, 'list', '同一起隐患在一批中只能出现一次');
    seen.add(caseId);
  }
};

/**
 * The cases of a batch, each with its command: its own fields over the common ones, checked by the class of the command.
 * @throws Problem 422 with every wrong field once, before any case is touched.
 */
export const batchRows = async (batch: Body, { parse }: CommandBody<CaseCommand>): Promise<BatchRow[]> => {
  refuseDoubles(batch);
  const { command: name, body: common = {}, cases } = batch;
  // Most batches have nothing but the common body, which is then checked once.
  const checked = cases.every(({ body }) => body === undefined) ? await parsed(parse, common, {}, 0) : undefined;
  const rows: BatchRow[] = [];
  const errors: FieldError[] = [];
  for (const [at, { caseId, version, body: own = {} }] of cases.entries()) {
    const command = checked ?? (await parsed(parse, common, own, at));
    if (Array.isArray(command)) errors.push(...command);
    else
      rows.push({ caseId, version, command, asked: { command: name, body: { ...common, ...own }, caseId, version } });
  }
  const known = new Map(errors.map((error) => [`${error.pointer} ${error.message}`, error]));
  if (known.size > 0) throw invalid([...known.values()]);
  return rows;
};

/** The command, or what is wrong with its body. */
const parsed = async (
  parse: CommandBody<CaseCommand>['parse'],
  common: Record<string, unknown>,
  own: Record<string, unknown>,
  at: number,
): Promise<CaseCommand | FieldError[]> => {
  try {
    return await parse({ ...common, ...own });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'validation') throw error;
    return (error.extras.errors ?? []).map((one) => placed(one, own, at));
  }
};
