import { Mark } from '../../Mark';
import type { FieldSchema, Values } from '../../../forms/schema';
import { missingIn } from '../../../forms/values';
import { Fields } from '../../../forms/Fields';
import type { FieldsProps } from '../../../forms/widget';
import { othersThan } from './editor';
import { Part } from './Part';

/** 五落实: the five that a plan settles, each by the field that says it. */
const FIVE = [
  ['责任', 'personInCharge'],
  ['措施', 'measures'],
  ['资金', 'funds'],
  ['时限', 'finishOn'],
  ['预案', 'emergencyPlan'],
] as const;

const PLACED = ['goal', ...FIVE.map(([, field]) => field)];

/** Whether it is filled in whole: of rows each of them. */
const isSettled = ({ properties = {} }: FieldSchema, values: Values, field: string): boolean =>
  missingIn({ properties: { [field]: properties[field] ?? {} }, required: [field] }, values).length === 0;

/** A plan: what is to be reached, then the five that it settles, measures as rows. */
const PlanEditor = (form: FieldsProps) => {
  const { schema, values } = form;
  const five = FIVE.filter(([, field]) => schema.properties?.[field] !== undefined);
  const settled = five.filter(([, field]) => isSettled(schema, values, field));
  return (
    <>
      <Fields {...form} only={['goal']} />
      {five.length > 0 && (
        <p className="five" role="status">
          五落实 {settled.length}/{five.length}
          {five.map((one) => (
            <Mark key={one[1]} look={settled.includes(one) ? 'done' : 'plain'}>
              {settled.includes(one) ? '✓' : '○'} {one[0]}
            </Mark>
          ))}
        </p>
      )}
      {five.map(([word, field]) => (
        <Part key={field} form={form} title={word} names={[field]} className={field === 'measures' ? 'measures' : ''} />
      ))}
      <Fields {...form} only={othersThan(schema, PLACED)} />
    </>
  );
};

export default PlanEditor;
