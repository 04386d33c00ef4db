import { Temporal } from 'temporal-polyfill';
import { useWorkspace } from '../workspace.ts';
import type { ControlProps } from './controlProps.ts';
import { controlAttributes } from './controlProps.ts';

export function DateControl(props: ControlProps) {
  const { element, value, onChange } = props;
  const { zone } = useWorkspace();
  const shared = controlAttributes(props);
  if (element.type === 'datetimepicker') {
    return (
      <input
        {...shared}
        type="datetime-local"
        value={value ? localTime(Number(value), zone) : ''}
        onChange={({ target }) => onChange(target.value ? seconds(target.value, zone) : '')}
      />
    );
  }
  return (
    <input
      {...shared}
      type={element.type === 'timepicker' ? 'time' : 'date'}
      // A year of more than four digits is a slip of the keyboard, and the browser would take it.
      max={element.type === 'datepicker' ? '9999-12-31' : undefined}
      value={String(value)}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

function localTime(epochSeconds: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toZonedDateTimeISO(zone);
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function seconds(local: string, zone: string): number {
  return Math.floor(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds / 1000);
}
