import type { FieldChange } from '../../src/core/fieldChange.ts';
import { oneLine } from '../../src/core/written.ts';
import { dayText } from '../shared/dates.ts';
import { clipped, quoted } from '../shared/text.ts';

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
export function fieldValue(change: FieldChange, side: 'before' | 'after'): string {
  if (change[side] === '') return '(none)';
  if (change.field === 'due' || change.field === 'completedOn') return dayText(change[side]);
  return clipped(oneLine(change[side]), VALUE_MAX);
}

/** "Title: First draft → Draft", user text quoted. */
export function fieldChangeText(change: FieldChange): string {
  // A day that was not there before is no change from anything.
  if (change.field === 'completedOn' && change.before === '')
    return `completed on ${quoted(fieldValue(change, 'after'))}`;
  return `${fieldLabel(change.field).toLowerCase()}: ${quoted(fieldValue(change, 'before'))} → ${quoted(fieldValue(change, 'after'))}`;
}
