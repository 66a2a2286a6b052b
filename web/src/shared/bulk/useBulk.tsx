import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Selection } from '../list/selection';
import type { MarkedCase } from './bulk';

/** With its forms it is loaded when somebody marks a case, not with every list. */
const BulkDrawer = lazy(() => import('./BulkDrawer').then((module) => ({ default: module.BulkDrawer })));

/** Marks cases of a list and does one thing to all that are marked; what is refused stays marked. */
export const useBulk = <Row,>(
  rows: readonly Row[],
  caseOf: (row: Row) => MarkedCase | undefined,
): { selection: Selection<Row>; bar: React.ReactNode } => {
  const [keys, setKeys] = useState<string[]>([]);
  const [open, setOpen] = useState<MarkedCase[]>();
  const cases = rows.flatMap((row) => caseOf(row) ?? []);
  const marked = cases.filter(({ caseId }) => keys.includes(caseId));
  const selection: Selection<Row> = {
    keys: marked.map(({ caseId }) => caseId),
    change: setKeys,
    labelOf: (row) => caseOf(row)?.title,
  };
  const bar = (
    <>
      {marked.length > 0 && (
        <span className="bulk-bar" role="group" aria-label="成批办理">
          <span role="status">已选 {marked.length} 件</span>
          <Button
            type="primary"
            onClick={() => {
              setOpen(marked);
            }}
          >
            成批办理
          </Button>
          <Button
            onClick={() => {
              setKeys([]);
            }}
          >
            取消选择
          </Button>
        </span>
      )}
      {open !== undefined && (
        <Suspense>
          <BulkDrawer
            cases={open}
            onDone={setKeys}
            onClose={() => {
              setOpen(undefined);
            }}
          />
        </Suspense>
      )}
    </>
  );
  return { selection, bar };
};
