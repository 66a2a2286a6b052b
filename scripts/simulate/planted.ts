import { plusMs } from '../../domain/clock/instant';
import type { Deadline } from '../../domain/stream';
import { escalationStream, type AnyFile, type Kinds } from '../../record/kinds';
import type { Bug } from './bugs';
import type { Tables } from './store';

const HOUR = 3_600_000;

/** Every deadline a stream ever had, as if none had ever been met, cancelled or fired. */
const everArmed = ({ ledgers }: Tables, streamId: string): Deadline[] =>
  [...(ledgers.get(streamId)?.values() ?? [])].map(({ arm, dueAt }) => ({ ...arm, dueAt, state: 'armed' }));

const forgetful = <F extends AnyFile>(tables: Tables, streamId: string, file: F): F => ({
  ...file,
  deadlines: everArmed(tables, streamId),
});

/** The rules, with a mistake in how they settle where one is planted. */
export const planted = (kinds: Kinds, tables: Tables, bug: Bug | null): Kinds => {
  const { case: cases, escalation } = kinds;
  if (bug === 'fires-early') {
    const early = <C extends { now: string }>(context: C): C => ({ ...context, now: plusMs(context.now, HOUR) });
    return {
      case: {
        ...cases,
        rules: { ...cases.rules, settle: (file, context) => cases.rules.settle(file, early(context)) },
      },
      escalation,
    };
  }
  if (bug !== 'fires-whatever-state') return kinds;
  return {
    case: {
      ...cases,
      rules: {
        ...cases.rules,
        settle: (file, context) => cases.rules.settle(forgetful(tables, `case:${file.caseId}`, file), context),
      },
    },
    escalation: {
      ...escalation,
      rules: {
        ...escalation.rules,
        settle: (file, context) =>
          escalation.rules.settle(forgetful(tables, escalationStream(file.escalationId), file), context),
      },
    },
  };
};
