import { Fields } from '../../../forms/Fields';
import type { FieldsProps } from '../../../forms/widget';
import { othersThan } from './editor';
import { Part } from './Part';

const KIND = ['type', 'issuerUnitId'];
const GROUND = ['clauseId', 'inspectionRef', 'emergencyReason'];
const SAID = ['requirements', 'dueOn'];

/** A notice or an order: which paper, on what ground, what it asks and by when; how it will read stands below. */
const PaperEditor = (form: FieldsProps) => (
  <>
    <Part form={form} title="文书" names={KIND} />
    <Part form={form} title="依据" names={GROUND} className="clauses" />
    <Part form={form} title="内容" names={SAID}>
      <p className="muted">要求有几项的，一项一行，复查时逐项核对。</p>
    </Part>
    <Fields {...form} only={othersThan(form.schema, [...KIND, ...GROUND, ...SAID])} />
  </>
);

export default PaperEditor;
