import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { read } from '../../api/client';
import { addressOf, type Schemas } from '../../api/typed';
import { caseAddress } from '../../shared/case/columns';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { addresseeIn, labelIn } from '../../shared/words';
import type { CaseFile } from './file';

type Chain = Schemas['StreamChainAnswer'];

const ChainCheck = ({ file }: { file: CaseFile }) => {
  const [chain, setChain] = useState<Chain | null>(null);
  const [error, setError] = useState<unknown>(null);
  const check = async (): Promise<void> => {
    setError(null);
    try {
      setChain(await read('/api/v1/cases/{caseId}/chain', { path: { caseId: file.caseId } }));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <div className="chain">
      <Button size="small" onClick={() => void check()}>
        核验记录
      </Button>
      <span role="status">
        {chain?.valid === true && `✓ 全部 ${String(chain.events)} 条记录未被改动`}
        {chain?.valid === false && `✗ 第 ${String(chain.firstBadSeq)} 条起与存档不符`}
      </span>
      <ProblemAlert error={error} />
    </div>
  );
};

/** What hangs together with a case: escalations, the case that it brings back, other cases of its subjects, its proof. */
export const Related = ({ file }: { file: CaseFile }) => (
  <section className="panel">
    <h2>关联</h2>
    <ul className="plain">
      {file.escalations?.map(({ escalationId, act, addressee }) => (
        <li key={escalationId}>
          <Link to={`/escalations/${encodeURIComponent(escalationId)}`}>
            {labelIn(file, 'escalation-act', act)}：{addresseeIn(file, addressee)}
          </Link>
        </li>
      ))}
      {file.refersTo !== null && (
        <li>
          <Link to={caseAddress(file.refersTo)}>再次出现前的原案</Link>
        </li>
      )}
      {file.subjects?.map(({ subjectId, name }) => (
        <li key={subjectId}>
          <Link to={addressOf('/cases', { query: { subjectId, sort: '-openedAt' } })}>{name} 的全部隐患</Link>
        </li>
      ))}
    </ul>
    <ChainCheck file={file} />
  </section>
);
