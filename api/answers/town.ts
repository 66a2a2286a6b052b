import { POLICY_MOVE_STATUSES, type PolicyMoveStatus } from '../../domain/people/policy-move';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Day, Instant, LabelsByCode, List, NamesById, One, Ref, Words, Yes } from './shape';

export class TownAnswer {
  @Named('镇的代码') @Ref() townId: string;
  @Named('镇名') @Words() name: string;
  @Ref() packId: string;
  /** That its new cases are under today. */
  @Words() packVersion: string;
}

/** A pack that a town can be set up under. */
export class OfferedPackAnswer {
  @Ref() packId: string;
  @Named('政策包版本') @Words() version: string;
  @Words() title: string;
}

/** Whether the first set-up is still to be done, and what it is done with. */
export class SetupStateAnswer {
  @Named('是否需要首次设置') @Yes() needed: boolean;
  /** None once it is done. */
  @Named('可选的政策包') @List(One(OfferedPackAnswer)) packs: OfferedPackAnswer[];
}

/** What the first set-up made. */
export class SetupAnswer {
  @One(TownAnswer) town: TownAnswer;
  @Named('系统管理员编号') @Ref() administratorId: string;
  @Named('专班主任编号') @Ref() officeHeadId: string;
}

/** A version of a pack. */
export class PackVersionAnswer {
  @Ref() packId: string;
  @Named('政策包版本') @Words() version: string;
}

/** A town's move to a version of its pack, as it was just decided. */
export class PolicyDecisionAnswer extends PackVersionAnswer {
  @Ref() moveId: string;
  @Day() effectiveOn: string;
  @Code(...POLICY_MOVE_STATUSES) status: PolicyMoveStatus;
  @Words() opinion: string;
}

/** A town's move to a version of its pack. */
export class PolicyMoveAnswer extends PackVersionAnswer {
  @Ref() moveId: string;
  @Day() effectiveOn: string;
  @Code(...POLICY_MOVE_STATUSES) status: PolicyMoveStatus;
  @Words() reason: string;
  @Ref() proposedBy: string;
  @Instant() proposedAt: string;
  @Maybe() @Ref() decidedBy?: string;
  @Maybe() @Instant() decidedAt?: string;
  @Maybe() @Words() opinion?: string;
}

/** The same in the list of moves. */
export class ListedMoveAnswer extends PolicyMoveAnswer {
  @Named('本人可否审批') @Yes() mayDecide: boolean;
}

/** Which version of its pack a town's new cases are under, and how it came to that. */
export class TownPolicyAnswer {
  @Ref() townId: string;
  @Named('现用版本') @One(PackVersionAnswer) current: PackVersionAnswer;
  @Named('建镇时的版本') @One(PackVersionAnswer) setUp: PackVersionAnswer;
  @Named('历次改用') @List(One(ListedMoveAnswer)) moves: ListedMoveAnswer[];
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
