import type { Json } from '../json.ts';

export type ControlProps = {
  readonly block: Json;
  readonly element: Json;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Enter in a field of one line, outside of what a form does with it. */
  readonly onEnter?: (() => void) | undefined;
  readonly id: string;
  /** For controls without a visible label. */
  readonly name?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly required?: boolean;
};

/** What all single controls have in common. */
export function controlAttributes({ id, name, describedBy, invalid, required }: ControlProps) {
  return {
    id,
    'aria-label': name,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'aria-required': required || undefined,
  };
}
