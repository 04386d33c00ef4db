import { record, records, string, words } from '../json.ts';
import type { ControlProps } from './controlProps.ts';
import { controlAttributes } from './controlProps.ts';

const TYPES: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
};

export function TextControl(props: ControlProps) {
  const { element, value, onChange, onEnter } = props;
  const rich = element.type === 'rich_text_input';
  const shared = {
    ...controlAttributes(props),
    placeholder: words(element.placeholder) || undefined,
    maxLength: typeof element.max_length === 'number' ? element.max_length : undefined,
  };
  if (rich || element.multiline === true) {
    return (
      <textarea
        {...shared}
        rows={4}
        value={rich ? richToText(value) : String(value)}
        onChange={({ target }) => onChange(rich ? textToRich(target.value) : target.value)}
      />
    );
  }
  return (
    <input
      {...shared}
      type={TYPES[string(element.type)] ?? 'text'}
      step={element.is_decimal_allowed === true ? 'any' : undefined}
      value={String(value)}
      onChange={({ target }) => onChange(target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter?.();
      }}
    />
  );
}

/** Formatting is beyond a plain field; its words are not. */
function richToText(value: unknown): string {
  if (typeof value === 'string') return value;
  return records(record(value).elements)
    .flatMap((section) => records(section.elements).map((part) => string(part.text)))
    .join('');
}

function textToRich(text: string): unknown {
  if (!text) return '';
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', elements: [section] };
}
