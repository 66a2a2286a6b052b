import { Button, Drawer, Empty } from 'antd';
import { useState } from 'react';
import type { LogOf } from '../../api/log';
import type { Explained } from '../../api/typed';
import { EarlierCycle } from '../case/EarlierCycle';
import { CodeTag } from '../CodeTag';
import { minuteOf } from '../dates';
import { Loaded } from '../Loaded';
import { labelIn, nameIn } from '../words';
import { usePaperTexts, type PaperText } from './paper-texts';

interface PaperRow {
  documentId: string;
  type: string;
  number: string;
  state: string;
  issuedAt: string;
  servedAt?: string;
  dueOn?: string;
  /** Of a case. */
  cycle?: number;
}

interface PapersProps {
  of: LogOf;
  file: Explained & { cycle?: number };
  papers: readonly PaperRow[];
}

const PaperSheet = ({ paper, issuer }: { paper: PaperText; issuer: string }) => {
  const to = paper.to?.map(({ name }) => name).join('、') ?? paper.addresseeName;
  return (
    <article className="paper">
      <h1>{paper.title}</h1>
      <p className="paper-number">{paper.number}</p>
      {to !== undefined && <p>{to}：</p>}
      <p className="long-text">{paper.text}</p>
      {paper.dueOn !== undefined && <p>整改期限：{paper.dueOn}</p>}
      <p className="paper-sign-off">
        {issuer}
        <br />
        {minuteOf(paper.issuedAt).slice(0, 10)}
      </p>
    </article>
  );
};

const Paper = ({ of, documentId }: { of: LogOf; documentId: string }) => (
  <Loaded reading={usePaperTexts(of)}>
    {(texts) => {
      const paper = texts.items.find((one) => one.documentId === documentId);
      return paper === undefined ? (
        <Empty description="这份文书不在案卷中" />
      ) : (
        <PaperSheet paper={paper} issuer={nameIn(texts, paper.issuerUnitId)} />
      );
    }}
  </Loaded>
);

/** The papers of a case or an escalation; each opens as the plain page that is printed. */
export const Papers = ({ of, file, papers }: PapersProps) => {
  const [open, setOpen] = useState<string | null>(null);
  if (papers.length === 0) return null;
  return (
    <section className="panel">
      <h2>文书</h2>
      <ul className="papers">
        {papers.map(({ documentId, type, number, state, issuedAt, servedAt, dueOn, cycle }) => (
          <li key={documentId}>
            <button
              type="button"
              className="link"
              onClick={() => {
                setOpen(documentId);
              }}
            >
              {labelIn(file, 'paper-type', type)} {number}
            </button>{' '}
            <CodeTag of={file} list="paper-state" code={state} /> <EarlierCycle cycle={cycle} now={file.cycle} />
            <span className="muted">
              {' '}
              {minuteOf(issuedAt)} 制发
              {servedAt !== undefined && `，${minuteOf(servedAt)} 送达`}
              {dueOn !== undefined && `，限 ${dueOn} 前整改`}
            </span>
          </li>
        ))}
      </ul>
      <Drawer
        size={720}
        open={open !== null}
        title="文书"
        extra={
          <Button
            onClick={() => {
              window.print();
            }}
          >
            打印
          </Button>
        }
        onClose={() => {
          setOpen(null);
        }}
      >
        {open !== null && <Paper of={of} documentId={open} />}
      </Drawer>
    </section>
  );
};
