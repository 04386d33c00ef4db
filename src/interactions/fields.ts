import type { ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import { FIELD_ELEMENT } from '../../blocks/milestones/milestoneForm.ts';

const option = z.object({ value: z.string() }).nullish();
const element = z
  .object({
    value: z.string().nullish(),
    selected_date: z.string().nullish(),
    selected_time: z.string().nullish(),
    selected_option: option,
    selected_options: z.array(z.object({ value: z.string() })).nullish(),
    selected_users: z.array(z.string()).nullish(),
  })
  .optional();

export type Fields = ReturnType<typeof fieldsOf>;

/** Reads a form's field by its block; an empty or absent field is the empty value of its kind. */
export function fieldsOf(view: ViewOutput) {
  const field = (blockId: string) => element.parse(view.state.values[blockId]?.[FIELD_ELEMENT]);
  return {
    text: (blockId: string): string => field(blockId)?.value ?? '',
    date: (blockId: string): string => field(blockId)?.selected_date ?? '',
    time: (blockId: string): string => field(blockId)?.selected_time ?? '',
    choice: (blockId: string): string => field(blockId)?.selected_option?.value ?? '',
    choices: (blockId: string): readonly string[] => (field(blockId)?.selected_options ?? []).map(({ value }) => value),
    users: (blockId: string): readonly string[] => field(blockId)?.selected_users ?? [],
  };
}
