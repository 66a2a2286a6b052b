import { Radio } from 'antd';
import { useRead } from '../../../api/reading';
import { itemsIn, verdictIn, withVerdict, type Verdict } from './items';

interface OrderedItemsProps {
  caseId: string;
  findings: string;
  change(findings: string): void;
}

/** What the papers of the case ask for, to be ticked off one by one; the findings say it, and nothing suggests a result. */
export const OrderedItems = ({ caseId, findings, change }: OrderedItemsProps) => {
  const { data } = useRead('/api/v1/cases/{caseId}/documents', { path: { caseId } });
  const papers = (data?.items ?? []).filter(
    ({ text, to, servedAt }) => text !== undefined && to !== undefined && servedAt !== undefined,
  );
  const [paper] = papers.slice(-1);
  if (paper === undefined) return null;
  return (
    <fieldset className="form-part">
      <legend>逐项核对</legend>
      <p className="muted">
        {paper.title} {paper.number}
      </p>
      <ol className="ordered-items">
        {itemsIn(paper.text ?? '').map((item) => (
          <li key={item}>
            <span className="long-text">{item}</span>
            <Radio.Group
              size="small"
              optionType="button"
              aria-label={item}
              options={['合格', '不合格']}
              value={verdictIn(findings, item)}
              onChange={({ target }) => {
                change(withVerdict(findings, item, target.value as Verdict));
              }}
            />
          </li>
        ))}
      </ol>
    </fieldset>
  );
};
