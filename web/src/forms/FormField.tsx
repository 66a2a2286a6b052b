import { Form } from 'antd';
import type { ReactNode } from 'react';
import { errorAt } from './errors';
import { AttachmentField } from './fields/AttachmentField';
import { ChoiceField } from './fields/ChoiceField';
import { DateField, InstantField } from './fields/DateField';
import { FlagField } from './fields/FlagField';
import { GroupField } from './fields/GroupField';
import { ListField } from './fields/ListField';
import { LinesField } from './fields/LinesField';
import { NumberField } from './fields/NumberField';
import { PickerField, pickerOf } from './fields/PickerField';
import { SecretField } from './fields/SecretField';
import { TextField } from './fields/TextField';
import { VariantField } from './fields/VariantField';
import { hasType, optionsOf, variantsOf, type FieldSchema } from './schema';
import { useForm, type WidgetProps } from './widget';

const isNested = (schema: FieldSchema): boolean =>
  schema.properties !== undefined || schema.items?.properties !== undefined;

/** The widget that a schema asks for. */
const widgetOf = (schema: FieldSchema): ((props: WidgetProps) => ReactNode) => {
  const { items } = schema;
  const choices = optionsOf(schema);
  const widget = schema['x-widget'] ?? items?.['x-widget'];
  if (widget === 'attachment') return AttachmentField;
  if (variantsOf(schema).length > 0) return VariantField;
  if (schema.properties !== undefined) return GroupField;
  if (items?.properties !== undefined) return ListField;
  if (pickerOf(widget) !== undefined && choices?.isOpen !== false) return PickerField;
  if (choices !== undefined) return ChoiceField;
  if (schema.format === 'date' || widget === 'date') return DateField;
  if (schema.format === 'date-time') return InstantField;
  if (schema.format === 'password') return SecretField;
  if (hasType(schema, 'boolean')) return FlagField;
  if (hasType(schema, 'integer') || hasType(schema, 'number')) return NumberField;
  return hasType(schema, 'array') ? LinesField : TextField;
};

/** One field: its label, its widget, its help, what is wrong with it. */
export const FormField = ({ required, ...props }: WidgetProps & { required: boolean }) => {
  const { errors, warnings } = useForm();
  const { schema, pointer, id } = props;
  const Widget = widgetOf(schema);
  const error = errorAt(errors, pointer, !isNested(schema));
  const warning = warnings.get(pointer);
  return (
    <Form.Item
      label={schema.title ?? pointer.slice(1)}
      htmlFor={id}
      required={required}
      extra={schema.description === warning ? undefined : schema.description}
      validateStatus={error === undefined ? (warning === undefined ? '' : 'warning') : 'error'}
      help={error ?? warning}
    >
      <div id={`${id}-at`} data-pointer={pointer}>
        <Widget {...props} />
      </div>
    </Form.Item>
  );
};
