import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/reading';
import { CodeTag } from '../../shared/CodeTag';
import { minuteOf } from '../../shared/dates';
import { Loaded } from '../../shared/Loaded';
import { labelIn, nameIn } from '../../shared/words';
import type { EscalationFile } from './file';

const Paper = ({ file, documentId }: { file: EscalationFile; documentId: string }) => {
  const { escalationId } = file;
  const reading = useRead('/api/v1/escalations/{escalationId}/documents', { path: { escalationId } });
  return (
    <Loaded reading={reading}>
      {(papers) => {
        const paper = papers.items.find((one) => one.documentId === documentId);
        return paper === undefined ? null : (
          <article className="paper">
            <h1>{paper.title}</h1>
            <p className="paper-number">{paper.number}</p>
            {paper.addresseeName !== undefined && <p>{paper.addresseeName}：</p>}
            <p className="long-text">{paper.text}</p>
            <p className="paper-sign-off">
              {nameIn(papers, paper.issuerUnitId)}
              <br />
              {minuteOf(paper.issuedAt).slice(0, 10)}
            </p>
          </article>
        );
      }}
    </Loaded>
  );
};

/** Its papers; each opens as the plain page that is printed. */
export const EscalationPapers = ({ file }: { file: EscalationFile }) => {
  const [open, setOpen] = useState<string | null>(null);
  if (file.papers.length === 0) return null;
  return (
    <section className="panel">
      <h2>文书</h2>
      <ul className="papers">
        {file.papers.map(({ documentId, type, number, state, issuedAt }) => (
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
            <span className="muted">{minuteOf(issuedAt)} 制发</span>
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
