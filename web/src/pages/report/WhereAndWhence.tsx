import { Collapse, Segmented } from 'antd';
import { SchemaForm } from '../../forms/SchemaForm';
import type { FormAnswer } from '../../shared/commands/form-answer';
import { OF_PLACE, OF_VISIT, partOf, SELDOM, type PlaceMode } from './report-form';
import type { VisitHeld } from './visit';

const MODES = [
  { value: 'site', label: '选择点位' },
  { value: 'address', label: '填写地址' },
] as const satisfies readonly { value: PlaceMode; label: string }[];

interface WhereProps {
  form: FormAnswer;
  held: VisitHeld;
  error: unknown;
  missing: readonly string[];
}

/** What is the same for the whole visit: the place, the source, when it was found. */
const Part = ({ names, form, held, error, missing }: WhereProps & { names: readonly string[] }) => (
  <SchemaForm
    schema={partOf(form.schema, names)}
    values={held.visit.values}
    names={form.names}
    error={error}
    missing={missing}
    change={(values) => {
      held.change((visit) => ({ ...visit, values }));
    }}
  />
);

export const Where = (props: WhereProps) => {
  const { held } = props;
  const { mode } = held.visit;
  return (
    <section className="panel" aria-label="地点">
      <div className="panel-head">
        <h2>地点</h2>
        <Segmented
          aria-label="地点的填法"
          options={[...MODES]}
          value={mode}
          onChange={(next) => {
            held.change((visit) => ({ ...visit, mode: next }));
          }}
        />
      </div>
      <Part {...props} names={OF_PLACE[mode]} />
    </section>
  );
};

const usual = ['source', 'foundAt', 'reporter'];

/** Where it comes from; what is seldom filled in stands behind a click. */
export const Whence = (props: WhereProps) => {
  const { schema } = props.form;
  const seldom = [...OF_VISIT.filter((name) => !usual.includes(name)), ...SELDOM].filter(
    (name) => schema.properties?.[name] !== undefined,
  );
  return (
    <section className="panel" aria-label="来源">
      <h2>来源</h2>
      <Part {...props} names={usual} />
      {seldom.length > 0 && (
        <Collapse
          ghost
          items={[
            { key: 'more', label: '责任主体、专项行动等（可不填）', children: <Part {...props} names={seldom} /> },
          ]}
        />
      )}
    </section>
  );
};
