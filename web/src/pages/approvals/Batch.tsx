import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Grid, Input, Space } from 'antd';
import { useState } from 'react';
import { write } from '../../api/client';
import { useIntent } from '../../api/intent';
import type { Schemas } from '../../api/typed';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { caseIdOf, isCoSign, type Decision, type Waiting } from './items';
import { phrasesFor } from './phrases';

type Result = Schemas['BatchResultAnswer'];

const answered = 300;

const isDone = ({ status }: Result): boolean => status < answered;

const Results = ({ results, items }: { results: readonly Result[]; items: readonly Decision[] }) => {
  const done = results.filter(isDone).length;
  return (
    <>
      <Alert
        role="status"
        showIcon
        type={done === results.length ? 'success' : 'warning'}
        title={`已批准 ${String(done)} 件${done < results.length ? `，${String(results.length - done)} 件未办` : ''}`}
      />
      <ul className="plain batch-results">
        {results.map((result) => (
          <li key={result.caseId}>
            <strong>{isDone(result) ? '✓ 已批准' : '✗ 未办'}</strong>{' '}
            {items.find((item) => caseIdOf(item) === result.caseId)?.title}
            {result.problem !== undefined && <div className="muted">{result.problem.detail}</div>}
          </li>
        ))}
      </ul>
    </>
  );
};

interface BatchProps {
  kind: string;
  items: readonly Waiting[];
  /** These were approved. */
  onApproved(caseIds: string[]): void;
  onClose(): void;
}

/** Approves several of one kind, each answered for itself; what may not be approved so says why. */
export const Batch = ({ kind, items, onApproved, onClose }: BatchProps) => {
  const [decided] = useState(() => items.filter((item): item is Decision => !isCoSign(item)));
  const queries = useQueryClient();
  const intent = useIntent();
  const [opinion, setOpinion] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const [results, setResults] = useState<Result[]>();
  const isWide = Grid.useBreakpoint().md !== false;
  const phrases = phrasesFor(decided[0]?.act ?? '', 'approve');

  const send = async (): Promise<void> => {
    setSending(true);
    setError(null);
    const body = {
      command: 'decide-proposal',
      body: { decision: 'approve', opinion },
      cases: decided.map((item) => ({
        caseId: caseIdOf(item),
        version: item.version,
        body: { proposalId: item.proposalId },
      })),
    };
    try {
      const answer = await write('/api/v1/cases/batch', { body, key: intent.keyFor(body) });
      intent.done();
      const { results: given } = answer as Schemas['CaseBatchAnswer'];
      setResults(given);
      onApproved(given.filter(isDone).map(({ caseId }) => caseId));
      await queries.invalidateQueries();
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  return (
    <Drawer
      open
      title={`成批批准：${kind} ${String(decided.length)} 件`}
      size={isWide ? 560 : '100%'}
      onClose={onClose}
      mask={{ closable: results !== undefined }}
    >
      {results === undefined ? (
        <>
          <ul className="plain batch-results">
            {decided.map((item) => (
              <li key={item.proposalId}>
                {item.title}
                <div className="muted">
                  {'number' in item && item.number !== null && `${item.number} · `}批准后：{item.effect}
                </div>
              </li>
            ))}
          </ul>
          <label htmlFor="batch-opinion">审批意见（各件相同）</label>
          <Input.TextArea
            id="batch-opinion"
            autoSize={{ minRows: 3 }}
            value={opinion}
            onChange={({ target }) => {
              setOpinion(target.value);
            }}
          />
          <div className="phrases" role="group" aria-label="常用意见">
            {phrases.map((phrase) => (
              <Button
                key={phrase}
                size="small"
                onClick={() => {
                  setOpinion(phrase);
                }}
              >
                {phrase}
              </Button>
            ))}
          </div>
          <ProblemAlert error={error} />
          <Space>
            <Button type="primary" loading={isSending} disabled={opinion.trim() === ''} onClick={() => void send()}>
              批准 {decided.length} 件
            </Button>
            <Button onClick={onClose}>取消</Button>
          </Space>
        </>
      ) : (
        <>
          <Results results={results} items={decided} />
          <Button type="primary" onClick={onClose}>
            完成
          </Button>
        </>
      )}
    </Drawer>
  );
};
