import { TOKEN_SCOPES, type TokenScope } from '../../domain/people/scopes';
import { Code, Instant, List, OrNull, Ref, Words } from './shape';

class TokenFields {
  @Ref() tokenId: string;
  @Words() label: string;
  @List(Code(...TOKEN_SCOPES)) scopes: TokenScope[];
  @Instant() createdAt: string;
  @Instant() expiresAt: string;
}

/** A personal token as it is listed. */
export class TokenAnswer extends TokenFields {
  @OrNull(Instant()) lastUsedAt: string | null;
  @OrNull(Instant()) revokedAt: string | null;
}

/** A personal token when it is made: this once with what opens the API. */
export class NewTokenAnswer extends TokenFields {
  @Words() token: string;
}
