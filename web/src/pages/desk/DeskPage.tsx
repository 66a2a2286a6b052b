import './desk.css';
import { useRead } from '../../api/reading';
import { useAddress } from '../../shared/address';
import { minuteOf } from '../../shared/dates';
import { Loaded } from '../../shared/Loaded';
import { labelIn, nameIn } from '../../shared/words';
import { Cards } from './Cards';
import { Coming } from './Coming';
import type { Desk, Share } from './figures';
import { Months } from './Months';
import { Narrowing } from './Narrowing';
import { Shares } from './Shares';

/** What a breakdown has no row of its own for; nothing where there is none of it. */
const restOf = (rest: readonly (readonly [string, number])[]): Share[] =>
  rest.filter(([, count]) => count > 0).map(([name, count]) => ({ key: name, name, count }));

const sharesOf = (desk: Desk): { title: string; what: string; shares: Share[] }[] => [
  {
    title: '按环节',
    what: '环节',
    shares: desk.byStatus.map(({ status, isInStock, ...figure }) => ({
      ...figure,
      key: status,
      name: `${labelIn(desk, 'case-status', status)}${isInStock ? '' : '（已销号，不计入在册）'}`,
    })),
  },
  {
    title: '按责任单位',
    what: '责任单位',
    shares: [
      ...desk.byUnit.map((one) => ({ ...one, key: one.unitId, name: nameIn(desk, one.unitId) })),
      ...restOf([
        ['未交办', desk.rest.withoutUnit],
        ['不公开', desk.rest.notTold],
      ]),
    ],
  },
  {
    title: '按隐患类型',
    what: '隐患类型',
    shares: desk.byType.map((one) => ({
      ...one,
      key: one.hazardType,
      name: labelIn(desk, 'hazard-type', one.hazardType),
    })),
  },
  {
    title: '按等级',
    what: '等级',
    shares: [
      ...desk.byGrade.map((one) => ({ ...one, key: one.grade, name: labelIn(desk, 'grade', one.grade) })),
      ...restOf([
        ['未定级', desk.rest.withoutGrade],
        ['不公开', desk.rest.notTold],
      ]),
    ],
  },
];

/** How things stand in what one may read; every number opens its list. */
const DeskPage = () => {
  const address = useAddress();
  const [townId, unitId] = [address.get('townId'), address.get('unitId')];
  const query = { ...(townId === '' ? {} : { townId }), ...(unitId === '' ? {} : { unitId }) };
  const reading = useRead('/api/v1/desk', { query });
  return (
    <>
      <h1 className="page-title">工作台</h1>
      <Loaded reading={reading}>
        {(desk) => (
          <>
            <p className="muted">截至 {minuteOf(desk.asOf)}</p>
            <Narrowing names={desk.names} />
            <Cards desk={desk} />
            <div className="desk-columns">
              <Coming coming={desk.coming} asOf={desk.asOf} />
              <Months byMonth={desk.byMonth} />
            </div>
            <div className="desk-shares">
              {sharesOf(desk).map((part) => (
                <Shares key={part.title} {...part} />
              ))}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
};

export default DeskPage;
