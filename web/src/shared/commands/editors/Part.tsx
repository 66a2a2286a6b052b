import type { ReactNode } from 'react';
import { Fields } from '../../../forms/Fields';
import { isShown, withKnown } from '../../../forms/schema';
import type { FieldsProps } from '../../../forms/widget';
import '../../../style/editors.css';

interface PartProps {
  form: FieldsProps;
  title: string;
  /** In this order; those that the form does not have are left out. */
  names: readonly string[];
  className?: string;
  children?: ReactNode;
}

/** Some fields of a form under a heading; nothing where the form asks for none of them. */
export const Part = ({ form, title, names, className = '', children }: PartProps) => {
  const { schema, values } = form;
  const beside = withKnown(schema, values);
  const isAsked = names.some((name) => {
    const field = schema.properties?.[name];
    return field !== undefined && isShown(field, beside);
  });
  if (!isAsked) return null;
  return (
    <fieldset className={`form-part ${className}`}>
      <legend>{title}</legend>
      {children}
      <Fields {...form} only={names} />
    </fieldset>
  );
};
