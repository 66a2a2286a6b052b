import { Fields } from '../../../forms/Fields';
import { withKnown } from '../../../forms/schema';
import { isEmpty } from '../../../forms/values';
import type { FieldsProps } from '../../../forms/widget';
import { othersThan } from './editor';
import { Part } from './Part';

/** Which paper, and in which way: what else there is to say hangs on it. */
const FIRST = ['documentId', 'mode'];

/** A service: the way first, then only what is asked of that way. */
const ServiceEditor = (form: FieldsProps) => {
  const { schema, values } = form;
  const mode = withKnown(schema, values)['mode'];
  const isOpen = schema.properties?.['mode'] === undefined || !isEmpty(mode);
  return (
    <>
      <Part form={form} title="文书和送达方式" names={FIRST} />
      {isOpen ? (
        <>
          <Part form={form} title="送达情况" names={['servedAt', 'recipientName', 'refused']} />
          <Part form={form} title="见证" names={['witness', 'witnessAttachmentIds']} />
          <Fields
            {...form}
            only={othersThan(schema, [
              ...FIRST,
              'servedAt',
              'recipientName',
              'refused',
              'witness',
              'witnessAttachmentIds',
            ])}
          />
        </>
      ) : (
        <p className="muted">选定送达方式后，填写该方式所需的内容。</p>
      )}
    </>
  );
};

export default ServiceEditor;
