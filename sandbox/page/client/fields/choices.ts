import type { Json } from '../json.ts';
import { isJson, record, records, string, words } from '../json.ts';
import type { Workspace } from '../workspace.ts';

export type Choice = {
  readonly value: string;
  readonly text: string;
  /** The text object behind `text`, where it is written in Slack's markup. */
  readonly markup?: Json;
  readonly description: string;
};

export type ChoiceGroup = { readonly label: string; readonly choices: readonly Choice[] };

/** What there is to choose from: the options of the element, or people and channels of the workspace. */
export function choiceGroups(element: Json, workspace: Pick<Workspace, 'people' | 'channels'>): readonly ChoiceGroup[] {
  switch (element.type) {
    case 'users_select':
    case 'multi_users_select':
      return [{ label: '', choices: workspace.people.map(({ id, name }) => plain(id, name)) }];
    case 'channels_select':
    case 'multi_channels_select':
    case 'conversations_select':
    case 'multi_conversations_select': {
      const channels = workspace.channels.filter(({ kind }) => kind !== 'im');
      return [{ label: '', choices: channels.map(({ id, name }) => plain(id, `#${name}`)) }];
    }
    default:
      return isJson(records(element.option_groups)[0])
        ? records(element.option_groups).map((group) => ({
            label: words(group.label),
            choices: choices(group.options),
          }))
        : [{ label: '', choices: choices(element.options) }];
  }
}

function choices(options: unknown): Choice[] {
  return records(options).map((option) => ({
    value: string(option.value),
    text: words(option.text),
    ...(record(option.text).type === 'mrkdwn' && { markup: record(option.text) }),
    description: words(option.description),
  }));
}

function plain(value: string, text: string): Choice {
  return { value, text, description: '' };
}
