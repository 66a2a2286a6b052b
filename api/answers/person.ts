import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { PersonPostAnswer } from './post';
import { List, One, Ref, Words, Yes } from './shape';

/** A person with the posts of today. */
export class PersonAnswer {
  @Named('人员编号') @Ref() personId: string;
  @Named('姓名') @Words() name: string;
  /** True where the account is closed; told to administration alone. */
  @Maybe() @Yes() disabled?: boolean;
  @List(One(PersonPostAnswer)) posts: PersonPostAnswer[];
}

/** A person whose account has just been made. */
export class CreatedPersonAnswer {
  @Named('人员编号') @Ref() personId: string;
  @Named('姓名') @Words() name: string;
  @Words() username: string;
  @Ref() townId: string;
}
