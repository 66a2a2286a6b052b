/** How a console lets somebody fill in a field: what it picks from. */
export type Widget = 'unit' | 'person' | 'site' | 'subject' | 'clause' | 'attachment' | 'date';

export interface FieldName {
  /** Chinese, as people read it in forms and refusals. */
  title: string;
  widget?: Widget;
}
