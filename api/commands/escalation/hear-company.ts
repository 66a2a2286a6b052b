import { IsInstant, Text } from '../../dto/fields';
import { commandBody, instantOf } from '../command-body';

class HearCompanyBody {
  @Text(5000) statement: string;
  @IsInstant() heardAt: string;
}

export const hearCompany = commandBody(
  'hear-company',
  { name: '听取陈述', does: '通报企业前听取其陈述申辩。' },
  HearCompanyBody,
  ({ statement, heardAt }) => ({
    statement,
    heardAt: instantOf(heardAt),
  }),
);
