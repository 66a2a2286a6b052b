import { ROLES, type Role } from '../../domain/people/roles';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, One, Ref } from './shape';

/** The post in which somebody acted. */
export class SignerPostAnswer {
  @Code(...ROLES) role: Role;
  @Ref() unitId: string;
}

/** Who signs an event: a person, under an alias where a protected one does so without a post, or the system. */
export class SignerAnswer {
  @Named('人员或系统') @Code('person', 'system') kind: string;
  /** Of a person; hidden from the side that rectifies where it would tell who reported. */
  @Maybe() @Named('人员编号或受保护上报人的代号') @Ref() personId?: string;
  @Maybe() @One(SignerPostAnswer) post?: SignerPostAnswer;
}
