import { Alert, App, Button, Space, Spin } from 'antd';
import { Suspense, useMemo, useState } from 'react';
import { SchemaForm } from '../../forms/SchemaForm';
import { showField } from '../../forms/show-field';
import { useShownErrors } from '../../forms/useShownErrors';
import { bodyOf, initialValues, missingIn } from '../../forms/values';
import type { FieldsProps } from '../../forms/widget';
import { useDraft } from '../draft';
import { ProblemAlert } from '../ProblemAlert';
import { RestoredDraft } from '../RestoredDraft';
import { SendButton } from '../SendButton';
import { Conflict } from './Conflict';
import { editorFor } from './editors';
import { Effects } from './Effects';
import { nameOfTarget, type CommandTarget, type FormAnswer, type PreviewAnswer } from './form-answer';
import { useCommand } from './useCommand';
import { usePreview } from './usePreview';

interface CommandFormProps {
  target: CommandTarget;
  form: FormAnswer;
  onDone(): void;
  /** Somebody was faster: the form is asked for anew, what was filled in stays. */
  onFresh(): void;
}

const NotAllowed = ({ reason }: { reason: NonNullable<FormAnswer['reason']> }) => (
  <Alert type="warning" showIcon title="现在不能办理" description={reason.message} />
);

/** What a command asks; what it will do; its sending. */
export const CommandForm = ({ target, form, onDone, onFresh }: CommandFormProps) => {
  const { schema, version, allowed, reason, warnings, names } = form;
  const { message } = App.useApp();
  const draft = useDraft(nameOfTarget(target), initialValues(schema));
  const [missing, setMissing] = useState<string[]>([]);
  const [effects, setEffects] = useState<PreviewAnswer | undefined>();
  const command = useCommand(target);
  const editor = editorFor(target);
  const isWhole = editor !== undefined && allowed && missingIn(schema, draft.value).length === 0;
  const live = usePreview(target, version, isWhole ? bodyOf(schema, draft.value) : undefined);
  const Layout = useMemo(
    () => (editor === undefined ? undefined : (props: FieldsProps) => <editor.Layout {...props} target={target} />),
    [editor, target],
  );
  useShownErrors(command.error);

  /** The body, or undefined where a required field is empty. */
  const filled = (): object | undefined => {
    const empty = missingIn(schema, draft.value);
    setMissing(empty);
    showField(empty[0]);
    return empty.length > 0 ? undefined : bodyOf(schema, draft.value);
  };
  const submit = async (): Promise<void> => {
    const body = filled();
    if (body === undefined || !(await command.run(body, version))) return;
    draft.clear();
    void message.success(`已办理：${form.label}`);
    onDone();
  };
  const preview = async (): Promise<void> => {
    const body = filled();
    if (body !== undefined) setEffects(await command.preview(body, version));
  };

  return (
    <div className="command-form">
      <p className="muted">{form.does}</p>
      {reason !== undefined && !allowed && <NotAllowed reason={reason} />}
      {draft.restored && <RestoredDraft onDiscard={draft.clear} />}
      <Suspense fallback={<Spin />}>
        <SchemaForm
          schema={schema}
          values={draft.value}
          names={names}
          warnings={warnings}
          error={command.error}
          missing={missing}
          {...(Layout === undefined ? {} : { Layout })}
          change={(values) => {
            draft.change(values);
            setEffects(undefined);
          }}
        />
      </Suspense>
      <Effects preview={effects ?? live} />
      <ProblemAlert error={command.error} />
      <Conflict target={target} command={command} version={version} onFresh={onFresh} />
      <Space className="form-buttons">
        <SendButton
          error={command.error}
          isSending={command.isSending}
          disabled={!allowed}
          onSend={() => void submit()}
        >
          {form.label}
        </SendButton>
        <Button disabled={!allowed || command.isSending} onClick={() => void preview()}>
          预览办理结果
        </Button>
      </Space>
    </div>
  );
};
