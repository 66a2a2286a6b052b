import { Alert, Button, Empty, Grid } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { usePages } from '../../api/pages';
import { useAddress } from '../../shared/address';
import { Loaded } from '../../shared/Loaded';
import { Batch } from './Batch';
import { Detail } from './Detail';
import { InboxList } from './InboxList';
import { caseIdOf, groupsOf, idOf, kindOf, type Group, type Waiting } from './items';
import { useKeys } from './useKeys';

const bringIntoView = (item: Waiting | undefined): void => {
  if (item === undefined) return;
  document.querySelector(`[data-item="${CSS.escape(idOf(item))}"]`)?.scrollIntoView({ block: 'nearest' });
};

/** What waits for me: the list at the left, the one that is open at the right; the next is one key away. */
export const Inbox = () => {
  const address = useAddress();
  const pages = usePages('/api/v1/inbox', { query: { limit: 200 } });
  const [marked, setMarked] = useState<string[]>([]);
  const [batch, setBatch] = useState<Group>();
  const isWide = Grid.useBreakpoint().lg !== false;
  // In the order in which the list shows them.
  const rows = groupsOf(pages, pages.rows).flatMap(({ items }) => items);
  const wanted = address.get('item');
  const chosen = rows.find((item) => idOf(item) === wanted);
  // What somebody else has decided stays open, so that what is being written is not gone with it.
  const last = useRef<Waiting>(undefined);
  const decided = useRef(new Set<string>());
  const lastId = last.current === undefined ? '' : idOf(last.current);
  const isGone =
    lastId !== '' &&
    !decided.current.has(lastId) &&
    rows.every((item) => idOf(item) !== lastId) &&
    (wanted === lastId || (wanted === '' && isWide));
  const active = chosen ?? (isGone ? last.current : isWide ? rows[0] : undefined);
  useEffect(() => {
    if (active !== undefined) last.current = active;
  });

  const show = (item: Waiting | undefined): void => {
    address.set({ item: item === undefined ? '' : idOf(item) });
    bringIntoView(item);
  };
  const step = (by: number): void => {
    const at = active === undefined ? -1 : rows.indexOf(active);
    show(rows[Math.min(rows.length - 1, Math.max(0, at + by))]);
  };
  useKeys({
    j: () => {
      step(1);
    },
    k: () => {
      step(-1);
    },
    enter: () => {
      document.querySelector<HTMLElement>('.decision-form input, .decision-form textarea')?.focus();
    },
  });
  const activeId = active === undefined ? undefined : idOf(active);
  useEffect(() => {
    if (!isWide) window.scrollTo({ top: 0 });
  }, [activeId, isWide]);

  const onDone = (): void => {
    if (active === undefined) return;
    decided.current.add(idOf(active));
    const at = rows.indexOf(active);
    show(rows[at + 1] ?? rows[at - 1]);
  };
  const markedRows = rows.filter((item) => marked.includes(idOf(item)));
  const [firstMarked] = markedRows;
  const list = (
    <div className="inbox-side">
      {isWide && <p className="muted keys">快捷键：J 下一件，K 上一件，回车填写意见</p>}
      <InboxList of={pages} items={pages.rows} activeId={activeId} open={show} marked={marked} mark={setMarked} />
      {firstMarked !== undefined && (
        <Button
          type="primary"
          block
          onClick={() => {
            setBatch({ kind: kindOf(pages, firstMarked), items: markedRows });
          }}
        >
          批准选中的 {markedRows.length} 件
        </Button>
      )}
      {pages.more !== undefined && (
        <Button block loading={pages.isLoadingMore} onClick={pages.more}>
          显示更多
        </Button>
      )}
    </div>
  );
  const reading = { data: pages.asOf === '' ? undefined : pages, error: pages.error, refetch: pages.refetch };
  return (
    <Loaded reading={reading}>
      {() => (
        <>
          {rows.length === 0 && active === undefined && (
            <section className="panel">
              <Empty description="没有等您审批或会签的事项，都办完了" />
            </section>
          )}
          {(rows.length > 0 || active !== undefined) && (
            <div className="approvals">
              {(isWide || active === undefined) && list}
              {active !== undefined && (
                <div className="approval-pane">
                  {!isWide && (
                    <Button
                      className="back"
                      onClick={() => {
                        show(undefined);
                      }}
                    >
                      ← 返回列表
                    </Button>
                  )}
                  {isGone && (
                    <Alert
                      role="status"
                      type="warning"
                      showIcon
                      className="form-warning"
                      title="这件事已不再等您审批：可能已由他人办理或撤回。"
                      action={
                        <Button
                          size="small"
                          onClick={() => {
                            decided.current.add(lastId);
                            show(rows[0]);
                          }}
                        >
                          看下一件
                        </Button>
                      }
                    />
                  )}
                  <Detail key={activeId} of={pages} item={active} isOver={isGone} onDone={onDone} />
                </div>
              )}
            </div>
          )}
          {batch !== undefined && (
            <Batch
              {...batch}
              onApproved={(caseIds) => {
                for (const item of batch.items)
                  if (caseIds.includes(caseIdOf(item) ?? '')) decided.current.add(idOf(item));
              }}
              onClose={() => {
                setBatch(undefined);
                setMarked([]);
              }}
            />
          )}
        </>
      )}
    </Loaded>
  );
};
