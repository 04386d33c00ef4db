import type { ReactNode } from 'react';
import { useState } from 'react';
import { useWorkspace } from '../workspace.ts';
import { ChoiceLine } from './ChoiceLine.tsx';
import { choiceGroups } from './choices.ts';
import type { ControlProps } from './controlProps.ts';
import { list } from './values.ts';

/** More lines than this are easier to search than to read. */
const SEARCH_FROM = 9;

/** Several of many: a list of checkboxes, which needs no more than Tab and Space. */
export function ManyControl({ element, value, onChange, id, describedBy, invalid }: ControlProps) {
  const workspace = useWorkspace();
  const [typed, setTyped] = useState('');
  const groups = choiceGroups(element, workspace);
  const picked = list(value);
  const most = typeof element.max_selected_items === 'number' ? element.max_selected_items : Number.POSITIVE_INFINITY;
  const long = groups.reduce((sum, { choices }) => sum + choices.length, 0) >= SEARCH_FROM;
  const wanted = typed.trim().toLowerCase();
  return (
    <div className={long ? 'choices many' : 'choices'}>
      {long && (
        <input
          type="search"
          aria-label="Search the options"
          placeholder={`Search, ${picked.length} chosen`}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      {groups.map(({ label, choices }, group) => (
        <Group key={label} label={label}>
          {choices.map((choice, index) => {
            const checked = picked.includes(choice.value);
            if (!checked && !choice.text.toLowerCase().includes(wanted)) return null;
            const choiceId = `${id}-${group}-${index}`;
            return (
              <ChoiceLine key={choice.value} choice={choice} id={choiceId}>
                <input
                  type="checkbox"
                  id={choiceId}
                  checked={checked}
                  disabled={!checked && picked.length >= most}
                  aria-describedby={describedBy}
                  aria-invalid={invalid || undefined}
                  onChange={() =>
                    onChange(checked ? picked.filter((other) => other !== choice.value) : [...picked, choice.value])
                  }
                />
              </ChoiceLine>
            );
          })}
        </Group>
      ))}
    </div>
  );
}

function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (!label) return <div>{children}</div>;
  return (
    <fieldset>
      <legend className="choices-label">{label}</legend>
      {children}
    </fieldset>
  );
}
