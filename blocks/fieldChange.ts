import type { FieldChange } from '../src/domain/change.ts';
import { dayText } from './dates.ts';
import { clipped, quoted } from './text.ts';

const LABELS: Readonly<Record<FieldChange['field'], string>> = {
  title: 'Title',
  description: 'Description',
  due: 'Expected completion date',
  state: 'State',
  completedOn: 'Completed on',
};

/** Both values of a long text must fit one field. */
const VALUE_MAX = 700;

export function fieldLabel(field: FieldChange['field']): string {
  return LABELS[field];
}

/** A value as people read it; an empty one is said to be empty. */
export function fieldValue({ field }: Pick<FieldChange, 'field'>, value: string): string {
  if (value === '') return '(none)';
  return field === 'due' || field === 'completedOn' ? dayText(value) : clipped(value, VALUE_MAX);
}

/** "Title: First draft → Draft", user text quoted. */
export function fieldChangeText(change: FieldChange): string {
  const { before, after } = change;
  return `${fieldLabel(change.field).toLowerCase()}: ${quoted(fieldValue(change, before))} → ${quoted(fieldValue(change, after))}`;
}
