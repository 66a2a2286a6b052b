import { Named } from '../dto/named';
import { List, One, Words } from './shape';

class CodeAnswer {
  @Words() code: string;
  @Words() name: string;
}

/** One list of codes. */
class CodesAnswer {
  /** Such as `case-status`. */
  @Named('代码表') @Words() list: string;
  @Named('代码') @List(One(CodeAnswer)) codes: CodeAnswer[];
}

/** Every code with its Chinese name. */
export class DictionaryAnswer {
  @List(One(CodesAnswer)) items: CodesAnswer[];
}
