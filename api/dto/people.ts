import { CERTIFIED } from '../../domain/people/appointing';
import { ROLES, type Role } from '../../domain/people/roles';
import { BY_SUBJECT } from '../../domain/people/standing';
import { USERNAME } from '../../domain/people/username';
import { Nested } from '../parse';
import { PASSWORD_POLICY } from '../session/password-policy';
import { AskedBeside } from './beside';
import { Id, IsCivilDate, Line, Maybe, OneOf, Phone, Secret, Shaped } from './fields';
import { Named } from './named';

const Username = (): PropertyDecorator =>
  Shaped(USERNAME, '必须是 2 到 40 个小写字母、数字、点、横线或下划线，以字母开头', 40);
/** Length is judged by the password policy, which says more. */
const Password = (): PropertyDecorator => Secret(1000);
const NewPassword = (): PropertyDecorator => Secret(1000, PASSWORD_POLICY);
/** Ids of the district's units begin with `district`: a town of that name would make units of theirs. */
const TownId = (): PropertyDecorator =>
  Shaped(
    /^(?!district(?:-|$))[a-z][a-z0-9-]{1,39}$/,
    '镇的代码必须是 2 到 40 个小写字母、数字或横线，以字母开头，且不能是 district 或以 district- 开头',
    40,
  );

export class SignInBody {
  @Line(100) username: string;
  @Password() password: string;
  /** One-time code; accepted and ignored while an account has no second factor. */
  @Maybe() @Shaped(/^\d{6}$/, '必须是六位数字') otp?: string;
}

export class ChangePasswordBody {
  @Password() currentPassword: string;
  @NewPassword() newPassword: string;
}

export class FirstPersonBody {
  @Named('姓名') @Line(50) name: string;
  @Username() username: string;
  @NewPassword() password: string;
}

export class TownBody {
  @Named('镇的代码') @TownId() townId: string;
  @Named('镇名') @Line(100) name: string;
  @Maybe() @Line(100) districtName?: string;
  /** Prefix of the numbers of papers in the town government's name. */
  @Maybe() @Line(40) issuerCode?: string;
}

export class SetupBody {
  @Line(200) setupToken: string;
  @Nested(TownBody) town: TownBody;
  @Id() packId: string;
  @Nested(FirstPersonBody) administrator: FirstPersonBody;
  @Nested(FirstPersonBody) officeHead: FirstPersonBody;
}

export class CreateTownBody extends TownBody {
  @Id() packId: string;
  @Maybe() @Nested(FirstPersonBody) officeHead?: FirstPersonBody;
}

export class CreatePersonBody {
  @Named('姓名') @Line(50) name: string;
  @Username() username: string;
  /** Works once: the person must replace it before doing anything else. */
  @NewPassword() initialPassword: string;
  @Maybe() @Phone() phone?: string;
  @Maybe() @Id() townId?: string;
}

export class CertificateBody {
  @Named('证号') @Line(50) number: string;
  @Named('有效期起', 'date') @IsCivilDate() validFrom: string;
  @Named('有效期止', 'date') @IsCivilDate() validTo: string;
}

export class CreatePostBody {
  @Id() personId: string;
  @OneOf(...ROLES) role: Role;
  @Id() unitId: string;
  @Maybe() @AskedBeside('role', BY_SUBJECT, BY_SUBJECT) @Id() subjectId?: string;
  @Maybe() @IsCivilDate() from?: string;
  @Maybe() @IsCivilDate() to?: string;
  @Maybe()
  @AskedBeside('role', Object.values(CERTIFIED).flat(), CERTIFIED.always)
  @Nested(CertificateBody)
  certificate?: CertificateBody;
}

/** Why something is done, declined or withdrawn; kept in the audit log. */
export class OptionalReasonBody {
  @Maybe() @Line(200) reason?: string;
}

/** Last day of a post or unit. */
export class EndBody {
  @IsCivilDate() to: string;
}
