import { Alert } from 'antd';
import { useMemo, useState } from 'react';
import { addressOf } from '../../api/typed';
import { SchemaForm } from '../../forms/SchemaForm';
import { showField } from '../../forms/show-field';
import { useShownErrors } from '../../forms/useShownErrors';
import { bodyOf, initialValues, missingIn } from '../../forms/values';
import type { Values } from '../../forms/schema';
import { useDraft } from '../draft';
import { ProblemAlert } from '../ProblemAlert';
import { RestoredDraft } from '../RestoredDraft';
import { SendButton } from '../SendButton';
import { asksSecret, bodySchema, type Adjusted, type BodyKey } from './bodies';
import { useWrite } from './useWrite';

export interface BodyFormProps {
  body: BodyKey;
  /** Values of the path. */
  path?: Record<string, string>;
  adjust?: Adjusted;
  /** What ids in the form are called. */
  names?: Readonly<Record<string, string>>;
  submit: string;
  danger?: boolean;
  /** Of what is changed, as it was read: what somebody else has changed meanwhile is not overwritten. */
  version?: number;
  /** What it would do is shown first, and done by a second click. */
  previews?: boolean;
  onDone(answer: unknown): void;
}

/** The effects of a body, as the API has said them. */
interface Shown {
  of: string;
  effects: string[];
}

/** What is filled in: kept over a reload, unless a password is among it. */
const useFilled = (name: string, initial: Values, isSecret: boolean) => {
  const draft = useDraft(name, initial);
  const [value, change] = useState(initial);
  return isSecret ? { value, change, clear: () => undefined, restored: false } : draft;
};

/** The form of a write of the registers or the administration, drawn from the OpenAPI document. */
export const BodyForm = ({
  body,
  path = {},
  adjust = {},
  names = {},
  submit,
  danger = false,
  version,
  previews = false,
  onDone,
}: BodyFormProps) => {
  const [method = 'post', template = ''] = body.split(' ');
  const address = addressOf(template, { path });
  const schema = useMemo(() => bodySchema(body, adjust), [body, adjust]);
  const filled = useFilled(
    `${method} ${address} ${String(version ?? '')}`.trim(),
    initialValues(schema),
    asksSecret(schema),
  );
  const [missing, setMissing] = useState<string[]>([]);
  const writing = useWrite();
  const [shown, setShown] = useState<Shown | null>(null);
  const asked = JSON.stringify(bodyOf(schema, filled.value));
  const isShown = shown?.of === asked;
  useShownErrors(writing.error);

  const send = async (): Promise<void> => {
    const empty = missingIn(schema, filled.value);
    setMissing(empty);
    showField(empty[0]);
    if (empty.length > 0) return;
    const isPreview = previews && !isShown;
    const done = await writing.send(isPreview ? `${address}?preview=true` : address, bodyOf(schema, filled.value), {
      method: method.toUpperCase(),
      version,
    });
    if (done === undefined) return;
    if (isPreview) {
      setShown({ of: asked, effects: (done.answer as { effects: string[] }).effects });
      return;
    }
    filled.clear();
    onDone(done.answer);
  };

  return (
    <div className="command-form">
      {filled.restored && <RestoredDraft onDiscard={filled.clear} />}
      <SchemaForm
        schema={schema}
        values={filled.value}
        change={filled.change}
        names={names}
        error={writing.error}
        missing={missing}
      />
      <ProblemAlert error={writing.error} />
      {isShown && (
        <Alert
          type="warning"
          showIcon
          title="办理后"
          className="form-warning"
          description={
            <ul className="plain">
              {shown.effects.map((effect) => (
                <li key={effect}>{effect}</li>
              ))}
            </ul>
          }
        />
      )}
      <SendButton
        danger={danger && (!previews || isShown)}
        error={writing.error}
        isSending={writing.isSending}
        onSend={() => void send()}
      >
        {previews && !isShown ? '看会有什么效果' : submit}
      </SendButton>
    </div>
  );
};
