import type { Pack } from './pack';
import type { PackPath, PackProblem } from './problem';

interface Name {
  value: string;
  path: PackPath;
}

const repeated = (code: string, what: string, names: Name[]): PackProblem[] => {
  const seen = new Set<string>();
  return names.flatMap(({ value, path }) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [{ code, path, message: `${what}重复：${value}` }];
  });
};

const idsOf = (list: string, rows: { id: string }[]): Name[] =>
  rows.map(({ id }, i) => ({ value: id, path: [list, i, 'id'] }));

/** A name or alias that two units share could not be resolved, so each is used once in the pack. */
const unitNames = (pack: Pack): Name[] =>
  pack.units.flatMap((unit, i) => [
    { value: unit.name, path: ['units', i, 'name'] },
    ...unit.aliases.map((value, j) => ({ value, path: ['units', i, 'aliases', j] })),
  ]);

/** Each id, unit name and title by which something is looked up stands for one thing only. */
export const checkIds = (pack: Pack): PackProblem[] => [
  ...repeated(
    'duplicate-id',
    '单位代号',
    pack.units.map(({ slug }, i) => ({ value: slug, path: ['units', i, 'slug'] })),
  ),
  ...repeated('ambiguous-name', '单位名称或别名', unitNames(pack)),
  ...repeated('duplicate-id', '隐患大类代号', idsOf('classes', pack.classes)),
  ...repeated('duplicate-id', '隐患类型代号', idsOf('hazardTypes', pack.hazardTypes)),
  ...repeated(
    'ambiguous-name',
    '隐患类型名称',
    pack.hazardTypes.map(({ name }, i) => ({ value: name, path: ['hazardTypes', i, 'name'] })),
  ),
  ...repeated('duplicate-id', '条款代号', idsOf('clauses', pack.clauses)),
  ...repeated('duplicate-id', '分工代号', idsOf('routing', pack.routing)),
  ...repeated('duplicate-id', '递进措施代号', idsOf('ladders', pack.ladders)),
  ...repeated('duplicate-id', '专项行动代号', idsOf('campaigns', pack.campaigns)),
  ...repeated('duplicate-id', '任务代号', idsOf('duties', pack.duties)),
  ...repeated('duplicate-id', '报送代号', idsOf('returns', pack.returns)),
  ...repeated('duplicate-id', '挂牌批次代号', idsOf('listings', pack.listings)),
  ...repeated('duplicate-id', '监管等级代号', idsOf('supervisionGrades', pack.supervisionGrades)),
  ...repeated(
    'duplicate-id',
    '中止事由代号',
    (pack.suspension?.grounds ?? []).map(({ id }, i) => ({ value: id, path: ['suspension', 'grounds', i, 'id'] })),
  ),
  ...repeated(
    'duplicate-id',
    '文书类型',
    pack.papers.map(({ type }, i) => ({ value: type, path: ['papers', i, 'type'] })),
  ),
];
