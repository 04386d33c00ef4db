import { useWorkspace } from '../workspace.ts';
import { ChoiceLine } from './ChoiceLine.tsx';
import { choiceGroups } from './choices.ts';
import type { ControlProps } from './controlProps.ts';

export function RadioControl({ element, value, onChange, id, describedBy, invalid }: ControlProps) {
  const workspace = useWorkspace();
  const choices = choiceGroups(element, workspace).flatMap((group) => group.choices);
  return (
    <div className="choices">
      {choices.map((choice, index) => (
        <ChoiceLine key={choice.value} choice={choice} id={`${id}-${index}`}>
          <input
            type="radio"
            name={id}
            id={`${id}-${index}`}
            checked={value === choice.value}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={() => onChange(choice.value)}
          />
        </ChoiceLine>
      ))}
    </div>
  );
}
