import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { SchemaForm } from '../../forms/SchemaForm';
import { optionsOf, type FieldSchema, type Option, type Values } from '../../forms/schema';
import { useShownErrors } from '../../forms/useShownErrors';
import { bodyOf, initialValues, missingIn } from '../../forms/values';
import { Conflict } from '../../shared/commands/Conflict';
import { Effects } from '../../shared/commands/Effects';
import { nameOfTarget, type CommandTarget, type FormAnswer } from '../../shared/commands/form-answer';
import { useCommand } from '../../shared/commands/useCommand';
import { useDraft } from '../../shared/draft';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { SendButton } from '../../shared/SendButton';
import { phrasesFor } from './phrases';

interface DecisionFormProps {
  target: CommandTarget;
  form: FormAnswer;
  /** What is decided, for the phrases. */
  act: string;
  /** It waits for nobody any more: what was written can be read, and not be sent. */
  isOver: boolean;
  onDone(): void;
  onFresh(): void;
}

const decisionsIn = ({ properties }: FieldSchema): readonly Option[] =>
  optionsOf(properties?.['decision'] ?? {})?.options ?? [];

/** What this decision would do, asked before anything is clicked; an opinion makes no difference to it. */
const usePreviewOf = (target: CommandTarget, { schema, version, allowed }: FormAnswer, values: Values) => {
  const { preview } = useCommand(target);
  const [first] = decisionsIn(schema);
  const decision = values['decision'] ?? first?.const;
  const opinion = schema.properties?.['opinion'] === undefined ? {} : { opinion: '同意' };
  const body = bodyOf(schema, { ...values, decision, ...opinion });
  const { data } = useQuery({
    queryKey: ['preview', target, version, body],
    queryFn: async () => (await preview(body, version)) ?? null,
    enabled: allowed && decision !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  return data ?? undefined;
};

/** The decision: what it will do, the opinion with stock phrases, one click. */
export const DecisionForm = ({ target, form, act, isOver, onDone, onFresh }: DecisionFormProps) => {
  const { schema, version, allowed, reason, warnings, names } = form;
  const { message } = App.useApp();
  const draft = useDraft(nameOfTarget(target), initialValues(schema));
  const [missing, setMissing] = useState<string[]>([]);
  const command = useCommand(target);
  useShownErrors(command.error);
  const effects = usePreviewOf(target, form, draft.value);
  const decisions = decisionsIn(schema);
  const chosen = decisions.find((one) => one.const === draft.value['decision']);
  const hasOpinion = schema.properties?.['opinion'] !== undefined;

  const submit = async (): Promise<void> => {
    const empty = missingIn(schema, draft.value);
    setMissing(empty);
    if (empty.length > 0 || !(await command.run(bodyOf(schema, draft.value), version))) return;
    draft.clear();
    void message.success(`已办理：${chosen?.title ?? form.name}`);
    onDone();
  };

  if (!allowed) return <Alert type="warning" showIcon title="现在不能审批" description={reason?.message} />;
  return (
    <div className="decision-form">
      {!isOver && <Effects preview={effects} choice={`若${(chosen ?? decisions[0])?.title ?? '办理'}`} />}
      <SchemaForm
        schema={schema}
        values={draft.value}
        names={names}
        warnings={warnings}
        error={command.error}
        missing={missing}
        change={draft.change}
      />
      {hasOpinion && (
        <div className="phrases" role="group" aria-label="常用意见">
          {decisions.flatMap(({ const: code, title }) =>
            phrasesFor(act, String(code)).map((phrase) => (
              <Button
                key={phrase}
                size="small"
                onClick={() => {
                  draft.change({ ...draft.value, decision: code, opinion: phrase });
                }}
              >
                <strong>{title}</strong>
                {phrase}
              </Button>
            )),
          )}
        </div>
      )}
      <ProblemAlert error={command.error} />
      <Conflict target={target} command={command} version={version} onFresh={isOver ? undefined : onFresh} />
      {!isOver && (
        <div className="decision-buttons">
          <SendButton error={command.error} isSending={command.isSending} onSend={() => void submit()}>
            {chosen === undefined ? '提交' : `提交：${chosen.title}`}
          </SendButton>
        </div>
      )}
    </div>
  );
};
