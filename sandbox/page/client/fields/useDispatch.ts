import { useEffect, useMemo, useRef } from 'react';
import type { Json } from '../json.ts';
import { record, string } from '../json.ts';

/** A date typed by keyboard passes through other dates on its way; a text through other texts. */
const SETTLED_AFTER_MS = 600;
const SETTLING = new Set(['datepicker', 'timepicker', 'datetimepicker']);
const TEXTS = new Set(['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input']);

/** When a change of this element is told to the app; never where `act` is missing. */
export function useDispatch(element: Json, act: ((value: unknown) => Promise<boolean>) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = string(element.type);
  const { trigger_actions_on: on } = record(element.dispatch_action_config);
  const triggers = Array.isArray(on) ? on.map(String).join() : 'on_enter_pressed';

  useEffect(() => () => clearTimeout(timer.current), []);

  return useMemo(() => {
    const now = (value: unknown) => {
      clearTimeout(timer.current);
      void act?.(value);
    };
    const soon = (value: unknown) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => now(value), SETTLED_AFTER_MS);
    };
    return {
      changed: (value: unknown) => {
        if (TEXTS.has(type)) return triggers.includes('on_character_entered') ? soon(value) : undefined;
        return SETTLING.has(type) ? soon(value) : now(value);
      },
      entered: (value: unknown) => {
        if (TEXTS.has(type) && triggers.includes('on_enter_pressed')) now(value);
      },
    };
  }, [act, type, triggers]);
}
