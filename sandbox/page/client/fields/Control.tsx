import type { ControlProps } from './controlProps.ts';
import { DateControl } from './DateControl.tsx';
import { ExternalControl } from './ExternalControl.tsx';
import { ManyControl } from './ManyControl.tsx';
import { RadioControl } from './RadioControl.tsx';
import { SelectControl } from './SelectControl.tsx';
import { TextControl } from './TextControl.tsx';

/** The control for an element that holds a value. */
export function Control(props: ControlProps) {
  switch (props.element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return <TextControl {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateControl {...props} />;
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <SelectControl {...props} />;
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return <ManyControl {...props} />;
    case 'radio_buttons':
      return <RadioControl {...props} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalControl {...props} />;
    default:
      return <p className="hint">The sandbox cannot show a {String(props.element.type)} yet.</p>;
  }
}
