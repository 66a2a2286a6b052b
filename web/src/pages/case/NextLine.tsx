import { untilInWords } from '../../shared/TimeLeft';
import { addresseeIn, labelIn } from '../../shared/words';
import type { CaseFile } from './file';

/** Who is to do what next, and until when: `下一步：城运中心 开始复查，12月2日 周三止`. */
export const NextLine = ({ file }: { file: Pick<CaseFile, 'nextDue' | 'asOf' | 'names' | 'labels'> }) => {
  const { nextDue, asOf } = file;
  if (nextDue === undefined || nextDue === null) return null;
  const { label, clock, addressee, dueAt } = nextDue;
  return (
    <p className="next-line">
      下一步：
      {label === undefined ? (
        labelIn(file, 'clock', clock)
      ) : (
        <strong>
          {addresseeIn(file, addressee)} {label}
        </strong>
      )}
      ，{untilInWords(nextDue, asOf)}
      {dueAt <= asOf && '（已逾期）'}
    </p>
  );
};
