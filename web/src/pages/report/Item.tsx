import { Form } from 'antd';
import { errorsOf } from '../../forms/errors';
import { SchemaForm } from '../../forms/SchemaForm';
import type { Values } from '../../forms/schema';
import type { FormAnswer } from '../../shared/commands/form-answer';
import { Duplicates } from './Duplicates';
import { OF_HAZARD, partOf, REUSE, typesIn, wrongAt } from './report-form';
import { TypeTree } from './TypeTree';
import type { Hazard, Visit } from './visit';

interface ItemProps {
  form: FormAnswer;
  visit: Visit;
  hazard: Hazard;
  error: unknown;
  missing: readonly string[];
  change(next: (values: Values) => Values): void;
}

const addressIn = ({ values }: Visit): string => {
  const { address } = (values['place'] ?? {}) as { address?: string };
  return address ?? '';
};

const lookFor = (visit: Visit, { values }: Hazard) => ({
  ...(visit.mode === 'site' && typeof visit.values['siteId'] === 'string' ? { siteId: visit.values['siteId'] } : {}),
  ...(visit.mode === 'address' ? { address: addressIn(visit) } : {}),
  ...(typeof values['hazardType'] === 'string' ? { hazardType: values['hazardType'] } : {}),
  ...(Array.isArray(visit.values['subjectIds']) ? { subjectIds: visit.values['subjectIds'].map(String) } : {}),
});

/** What was found: its type, which names it unless somebody does, what it looks like; what may be the same. */
export const Item = ({ form, visit, hazard, error, missing, change }: ItemProps) => {
  const { schema } = form;
  const { values } = hazard;
  const types = typesIn(schema);
  const isReused = values[REUSE] !== undefined || errorsOf(error).has(`/${REUSE}`);
  const wrong = wrongAt('/hazardType', error, missing);

  const chooseType = (hazardType: string | undefined): void => {
    const nameOf = (code: unknown): string => types.find((type) => type.const === code)?.title ?? '';
    change((before) => {
      const title = before['title'] ?? '';
      const isOwn = title !== '' && title !== nameOf(before['hazardType']);
      return { ...before, hazardType, ...(isOwn ? {} : { title: nameOf(hazardType) }) };
    });
  };

  return (
    <section className="panel" aria-label="隐患">
      <h2>隐患</h2>
      {types.length > 0 && (
        <Form layout="vertical" component="div">
          <Form.Item
            label={schema.properties?.['hazardType']?.title}
            htmlFor="hazard-type"
            required
            validateStatus={wrong === undefined ? '' : 'error'}
            help={wrong}
          >
            <div data-pointer="/hazardType">
              <TypeTree id="hazard-type" types={types} value={values['hazardType']} change={chooseType} />
            </div>
          </Form.Item>
        </Form>
      )}
      <SchemaForm
        schema={partOf(schema, isReused ? [...OF_HAZARD, REUSE] : OF_HAZARD)}
        values={values}
        names={form.names}
        warnings={form.warnings}
        error={error}
        missing={missing}
        change={(next) => {
          change((before) => ({ ...before, ...next }));
        }}
      />
      <Duplicates
        query={lookFor(visit, hazard)}
        refersTo={values['refersTo']}
        onRefer={(refersTo) => {
          change((before) => ({ ...before, refersTo }));
        }}
      />
    </section>
  );
};
