import { ROLES, type Role } from '../../domain/people/roles';
import { Nested } from '../parse';
import { Id, IsCivilDate, Line, Maybe, OneOf, Phone, Shaped, Text, Whole } from './fields';

const usernameShape = /^[a-z][a-z0-9._-]{1,39}$/;
const Username = (): PropertyDecorator =>
  Shaped(usernameShape, '必须是 2 到 40 个小写字母、数字、点、横线或下划线，以字母开头', 40);
/** Length is judged by the password policy, which says more. */
const Password = (): PropertyDecorator => Text(1000);
const TownId = (): PropertyDecorator =>
  Shaped(/^[a-z][a-z0-9-]{1,39}$/, '必须是 2 到 40 个小写字母、数字或横线，以字母开头', 40);

export class SignInBody {
  @Line(100) username: string;
  @Password() password: string;
  /** One-time code; accepted and ignored while an account has no second factor. */
  @Maybe() @Shaped(/^\d{6}$/, '必须是六位数字') otp?: string;
}

export class ChangePasswordBody {
  @Password() currentPassword: string;
  @Password() newPassword: string;
}

export class CreateTokenBody {
  @Line(100) label: string;
  @Maybe() @Whole(1, 365) days?: number;
}

export class FirstPersonBody {
  @Line(50) name: string;
  @Username() username: string;
  @Password() password: string;
}

export class TownBody {
  @TownId() townId: string;
  @Line(100) name: string;
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
  @Line(50) name: string;
  @Username() username: string;
  /** Works once: the person must replace it before doing anything else. */
  @Password() initialPassword: string;
  @Maybe() @Phone() phone?: string;
  @Maybe() @Id() townId?: string;
}

export class CertificateBody {
  @Line(50) number: string;
  @IsCivilDate() validFrom: string;
  @IsCivilDate() validTo: string;
}

export class CreatePostBody {
  @Id() personId: string;
  @OneOf(...ROLES) role: Role;
  @Id() unitId: string;
  @Maybe() @Id() subjectId?: string;
  @Maybe() @IsCivilDate() from?: string;
  @Maybe() @IsCivilDate() to?: string;
  @Maybe() @Nested(CertificateBody) certificate?: CertificateBody;
}

/** Last day of a post or unit. */
export class EndBody {
  @IsCivilDate() to: string;
}
