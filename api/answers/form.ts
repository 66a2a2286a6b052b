import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { NotAllowedAnswer } from './allowed';
import { Count, Free, LabelsByCode, List, NamesById, One, OrNull, Words, Yes } from './shape';

/** Something to heed in filling in a form. */
export class FormWarningAnswer {
  @Named('提示') @Words() text: string;
  /** JSON pointer of the field that answers it. */
  @Named('对应的字段') @OrNull(Words()) field: string | null;
}

/** What a screen needs to ask for a command on this very case, escalation or town. */
export class FormAnswer {
  @Words() command: string;
  @Words() name: string;
  /** As its button has it: of a proposal with what it is about. */
  @Words() label: string;
  @Named('说明') @Words() does: string;
  @Maybe() @Named('提请事项') @Words() act?: string;
  @Maybe() @Named('提请事项名称') @Words() actName?: string;
  /** The `If-Match` of the command; null for one that opens what it is about. */
  @Named('办理时 If-Match 的版本') @OrNull(Count()) version: number | null;
  @Yes() allowed: boolean;
  @Maybe() @Named('不能办理的缘由') @One(NotAllowedAnswer) reason?: NotAllowedAnswer;
  @Named('内容的 JSON Schema')
  @Free(
    'JSON Schema 2020-12，自成一体：properties 按填写顺序；const 已知、不必填写；default 预填；oneOf 只能从中选择，x-options 也可另选；选项有 title、description、x-group、x-suggested；x-shown-when、x-required-when 为 {field, in} 或其列表（满足其一）；x-widget、x-multiline 说明填写方式',
  )
  schema: object;
  @Named('填写提示') @List(One(FormWarningAnswer)) warnings: FormWarningAnswer[];
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
