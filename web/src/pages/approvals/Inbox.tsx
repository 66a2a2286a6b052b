import { Button, Empty, Grid } from 'antd';
import { useEffect, useState } from 'react';
import { usePages } from '../../api/pages';
import { useAddress } from '../../shared/address';
import { Loaded } from '../../shared/Loaded';
import { Batch } from './Batch';
import { Detail } from './Detail';
import { InboxList } from './InboxList';
import { groupsOf, idOf, kindOf, type Waiting } from './items';
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
  const [batch, setBatch] = useState<Waiting[]>();
  const isWide = Grid.useBreakpoint().lg !== false;
  // In the order in which the list shows them.
  const rows = groupsOf(pages, pages.rows).flatMap(({ items }) => items);
  const chosen = rows.find((item) => idOf(item) === address.get('item'));
  const active = chosen ?? (isWide ? rows[0] : undefined);

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
    const at = active === undefined ? -1 : rows.indexOf(active);
    show(rows[at + 1] ?? rows[at - 1]);
  };
  const markedRows = rows.filter((item) => marked.includes(idOf(item)));
  const [firstMarked] = markedRows;
  const list = (
    <div className="inbox-side">
      {isWide && <p className="muted keys">按 J 下一件、K 上一件、回车填写意见</p>}
      <InboxList of={pages} items={pages.rows} activeId={activeId} open={show} marked={marked} mark={setMarked} />
      {markedRows.length > 0 && (
        <Button
          type="primary"
          block
          onClick={() => {
            setBatch(markedRows);
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
          {rows.length === 0 && (
            <section className="panel">
              <Empty description="没有等您审批或会签的事项，都办完了" />
            </section>
          )}
          {rows.length > 0 && (
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
                  <Detail key={activeId} of={pages} item={active} onDone={onDone} />
                </div>
              )}
            </div>
          )}
          {batch !== undefined && (
            <Batch
              kind={firstMarked === undefined ? '' : kindOf(pages, firstMarked)}
              items={batch}
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
