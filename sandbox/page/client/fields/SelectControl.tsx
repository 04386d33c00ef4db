import { words } from '../json.ts';
import { useWorkspace } from '../workspace.ts';
import type { Choice } from './choices.ts';
import { choiceGroups } from './choices.ts';
import type { ControlProps } from './controlProps.ts';
import { controlAttributes } from './controlProps.ts';

export function SelectControl(props: ControlProps) {
  const { element, value, onChange } = props;
  const workspace = useWorkspace();
  return (
    <select {...controlAttributes(props)} value={String(value)} onChange={({ target }) => onChange(target.value)}>
      <option value="">{words(element.placeholder) || 'Choose an option'}</option>
      {choiceGroups(element, workspace).map(({ label, choices }) =>
        label ? (
          <optgroup key={label} label={label}>
            <Options choices={choices} />
          </optgroup>
        ) : (
          <Options key="all" choices={choices} />
        ),
      )}
    </select>
  );
}

function Options({ choices }: { readonly choices: readonly Choice[] }) {
  return choices.map(({ value, text, description }) => (
    <option key={value} value={value}>
      {description ? `${text} – ${description}` : text}
    </option>
  ));
}
