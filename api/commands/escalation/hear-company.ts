import { IsInstant, Text } from '../../dto/fields';
import { commandBody, instantOf } from '../command-body';

class HearCompanyBody {
  @Text(5000) statement: string;
  @IsInstant() heardAt: string;
}

export const hearCompany = commandBody('hear-company', HearCompanyBody, ({ statement, heardAt }) => ({
  statement,
  heardAt: instantOf(heardAt),
}));
