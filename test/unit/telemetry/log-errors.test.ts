import { QueryFailedError } from 'typeorm';
import { mask } from '../../../logger';

describe('an error of the database in the log', () => {
  it('shows the statement and its code, never the values that were bound', () => {
    const driver = Object.assign(new Error('Duplicate entry'), {
      code: 'ER_DUP_ENTRY',
      sql: "INSERT INTO person (name) VALUES ('王小明')",
    });
    const error = new QueryFailedError('INSERT INTO person (name) VALUES (?)', ['王小明'], driver);
    const text = JSON.stringify(mask(error));
    expect(text).toContain('INSERT INTO person (name) VALUES (?)');
    expect(text).toContain('ER_DUP_ENTRY');
    expect(text).not.toContain('王小明');
  });
});
