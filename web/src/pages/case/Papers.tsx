import { Button, Drawer, Empty } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/reading';
import { CodeTag } from '../../shared/CodeTag';
import { minuteOf } from '../../shared/dates';
import { Loaded } from '../../shared/Loaded';
import { labelIn, nameIn } from '../../shared/words';
import type { CaseFile } from './file';

const Paper = ({ file, documentId }: { file: CaseFile; documentId: string }) => {
  const reading = useRead('/api/v1/cases/{caseId}/documents', { path: { caseId: file.caseId } });
  return (
    <Loaded reading={reading}>
      {({ items, names }) => {
        const paper = items.find((one) => one.documentId === documentId);
        if (paper === undefined) return <Empty description="这份文书不在案卷中" />;
        const to = paper.to?.map(({ name }) => name).join('、') ?? paper.addresseeName;
        return (
          <article className="paper">
            <h1>{paper.title}</h1>
            <p className="paper-number">{paper.number}</p>
            {to !== undefined && <p>{to}：</p>}
            <p className="long-text">{paper.text}</p>
            {paper.dueOn !== undefined && <p>整改期限：{paper.dueOn}</p>}
            <p className="paper-sign-off">
              {nameIn({ names: names }, paper.issuerUnitId)}
              <br />
              {minuteOf(paper.issuedAt).slice(0, 10)}
            </p>
          </article>
        );
      }}
    </Loaded>
  );
};

/** The papers of a case; each opens as the plain page that is printed. */
export const Papers = ({ file }: { file: CaseFile }) => {
  const [open, setOpen] = useState<string | null>(null);
  const papers = file.papers ?? [];
  if (papers.length === 0) return null;
  return (
    <section className="panel">
      <h2>文书</h2>
      <ul className="papers">
        {papers.map(({ documentId, type, number, state, issuedAt, servedAt, dueOn }) => (
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
            <CodeTag of={file} list="paper-state" code={state} />
            <span className="muted">
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
        rootClassName="print-this"
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
        {open !== null && <Paper file={file} documentId={open} />}
      </Drawer>
    </section>
  );
};
