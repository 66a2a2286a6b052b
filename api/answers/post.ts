import { POST_STATUSES, type PostStatus } from '../../domain/people/roll';
import { ROLES, type Role } from '../../domain/people/roles';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { PostActAnswer } from './offered';
import { Always, Code, Day, List, One, Ref, Words } from './shape';

/** An officer's enforcement certificate. */
export class CertificateAnswer {
  @Named('证号') @Words() number: string;
  @Named('有效期起') @Day() validFrom: string;
  @Named('有效期止') @Day() validTo: string;
}

/** What everybody is shown of a post. */
class KnownPostAnswer {
  @Ref() postId: string;
  @Code(...ROLES) role: Role;
  @Ref() unitId: string;
  @Maybe() @Ref() subjectId?: string;
  /** Whom it is of, as people read it: the unit, of an enterprise or owner the subject; absent where it is of neither. */
  @Maybe() @Named('所属的单位或责任主体') @Ref() bodyId?: string;
  @Day() from: string;
  @Maybe() @Day() to?: string;
}

/** A post in the list of people. */
export class PersonPostAnswer extends KnownPostAnswer {
  /** Of one that waits for the second person; told to administration alone. */
  @Maybe() @Named('任命状态') @Always('pending', 'post-status') status?: 'pending';
}

/** A post. */
export class PostAnswer extends KnownPostAnswer {
  @Maybe() @One(CertificateAnswer) certificate?: CertificateAnswer;
}

/** A post with its holder and how far its appointment has come. */
export class AppointmentAnswer extends PostAnswer {
  @Ref() personId: string;
  @Named('任命状态') @Code(...POST_STATUSES) status: PostStatus;
  @Maybe() @Ref() appointedBy?: string;
  /** Only while it waits for the second person. */
  @Maybe() @List(Code(...ROLES)) mayConfirm?: readonly Role[];
}

/** A post in a list, with what there is to do to it as it stands. */
export class ListedPostAnswer extends AppointmentAnswer {
  @Named('可办理的事项') @List(One(PostActAnswer)) acts: PostActAnswer[];
}
