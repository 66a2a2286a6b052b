import CaretDownOutlined from '@ant-design/icons/CaretDownOutlined';
import CaretRightOutlined from '@ant-design/icons/CaretRightOutlined';
import { Button, Card, Spin } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/pages';
import type { Explained } from '../../api/typed';
import { useAddress } from '../../shared/address';
import { Nothing } from '../../shared/list/Nothing';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { labelIn, nameIn } from '../../shared/words';
import { Span } from './Span';
import { treeOf, type Branch } from './unit-tree';
import { unitAddress } from './unit-address';

interface BranchRowProps {
  branch: Branch;
  told: Explained & { asOf: string };
}

/** One unit with those below it, which can be folded away. */
const BranchRow = ({ branch: { unit, below, isFound }, told }: BranchRowProps) => {
  const [isOpen, setOpen] = useState(true);
  const { unitId, name, kind, to, successorUnitId } = unit;
  const hasEnded = to !== undefined && to < told.asOf.slice(0, 10);
  return (
    <li>
      <div className={`unit-row${hasEnded ? ' unit-ended' : ''}${isFound ? '' : ' unit-above'}`}>
        {below.length === 0 ? (
          <span className="unit-leaf" />
        ) : (
          <Button
            type="text"
            size="small"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? '收起' : '展开'}${name}的下级单位`}
            icon={isOpen ? <CaretDownOutlined /> : <CaretRightOutlined />}
            onClick={() => {
              setOpen(!isOpen);
            }}
          />
        )}
        <Link to={unitAddress(unitId)}>{name}</Link>
        <span className="muted">{labelIn(told, 'unit-kind', kind)}</span>
        {to !== undefined && <Span to={to} asOf={told.asOf} />}
        {successorUnitId !== undefined && (
          <span>
            由 <Link to={unitAddress(successorUnitId)}>{nameIn(told, successorUnitId)}</Link> 接替
          </span>
        )}
      </div>
      {isOpen && below.length > 0 && (
        <ul>
          {below.map((one) => (
            <BranchRow key={one.unit.unitId} branch={one} told={told} />
          ))}
        </ul>
      )}
    </li>
  );
};

/** All units below their superiors: the district, its towns, their units; what has ended is muted and names its successor. */
export const UnitTree = () => {
  const address = useAddress();
  const pages = usePages('/api/v1/units', { query: { limit: 200 } });
  const { rows, more, isLoadingMore } = pages;
  // A tree is whole or misleading: every page is read.
  useEffect(() => {
    if (more !== undefined && !isLoadingMore) more();
  }, [more, isLoadingMore]);
  const q = address.get('q').trim();
  const branches = useMemo(() => treeOf(rows, q), [rows, q]);
  return (
    <Card className="panel-card list">
      <ProblemAlert error={pages.error} />
      {(pages.isLoading || more !== undefined) && <Spin size="small" />}
      {branches.length === 0 && !pages.isLoading && <Nothing filters={['q']} empty="还没有单位" />}
      <ul className="unit-tree" aria-label="单位">
        {branches.map((branch) => (
          <BranchRow key={branch.unit.unitId} branch={branch} told={pages} />
        ))}
      </ul>
    </Card>
  );
};
