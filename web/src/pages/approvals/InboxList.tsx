import { Checkbox, Tag } from 'antd';
import type { Explained } from '../../api/typed';
import { caseIdOf, deadlineInWords, dueOf, groupsOf, idOf, isCoSign, type Waiting } from './items';

interface InboxListProps {
  of: Explained & { asOf: string };
  items: readonly Waiting[];
  activeId: string | undefined;
  open(item: Waiting): void;
  marked: readonly string[];
  mark(ids: string[]): void;
}

/** Several of one kind can be decided in one go; which of them, says the API. */
const canBeMarked = (item: Waiting): boolean => !isCoSign(item) && caseIdOf(item) !== undefined;

const Row = ({
  of,
  item,
  isActive,
  open,
}: {
  of: InboxListProps['of'];
  item: Waiting;
  isActive: boolean;
  open(): void;
}) => {
  const due = dueOf(item);
  const isLate = due !== null && due < of.asOf;
  return (
    <button type="button" className="inbox-row" aria-current={isActive} onClick={open} data-item={idOf(item)}>
      <span className="inbox-title">{item.title}</span>
      <span className="muted">
        {'number' in item && item.number !== null && `${item.number} · `}
        {due !== null && deadlineInWords(due, of.asOf)}
      </span>
      {isLate && <Tag color="red">■ 已逾期</Tag>}
      {'waiting' in item && item.waiting && <Tag>暂候复查</Tag>}
    </button>
  );
};

/** What waits, by its kind; each kind can be marked and decided in one go. */
export const InboxList = ({ of, items, activeId, open, marked, mark }: InboxListProps) => (
  <nav className="inbox-list" aria-label="待我审批的事项">
    {groupsOf(of, items).map(({ kind, items: inKind }) => {
      const markable = inKind.filter(canBeMarked).map(idOf);
      const ofKind = marked.filter((id) => markable.includes(id));
      return (
        <section key={kind}>
          <h3>
            {markable.length > 1 && (
              <Checkbox
                aria-label={`选中全部${kind}`}
                checked={ofKind.length === markable.length}
                indeterminate={ofKind.length > 0 && ofKind.length < markable.length}
                onChange={({ target }) => {
                  mark(target.checked ? markable : []);
                }}
              />
            )}
            {kind} <span className="muted">{inKind.length} 件</span>
          </h3>
          {inKind.map((item) => (
            <div key={idOf(item)} className="inbox-line">
              {markable.length > 1 && (
                <Checkbox
                  aria-label={`选中：${item.title}`}
                  disabled={!markable.includes(idOf(item))}
                  checked={ofKind.includes(idOf(item))}
                  onChange={({ target }) => {
                    // What is decided in one go is of one kind.
                    mark(target.checked ? [...ofKind, idOf(item)] : ofKind.filter((id) => id !== idOf(item)));
                  }}
                />
              )}
              <Row
                of={of}
                item={item}
                isActive={idOf(item) === activeId}
                open={() => {
                  open(item);
                }}
              />
            </div>
          ))}
        </section>
      );
    })}
  </nav>
);
