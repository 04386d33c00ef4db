import { isJson, isYes, record, text } from '../common/json.ts';
import type { Method } from './method.ts';
import { refusal } from './refusal.ts';

/**
 * docs.slack.dev/reference/methods/entity.presentDetails: what the person sees who opened a Work Object; either the
 * object, or an error, or the wish that they log in.
 */
const presentDetails: Method = ({ workspace, triggers, args }) => {
  const triggerId = text(args.trigger_id) ?? '';
  const { metadata, error } = args;
  const isRefused = isJson(error) || isYes(args.user_auth_required);
  if (!isRefused && !isJson(metadata)) return refusal('invalid_metadata');
  const asked = workspace.entityRequests.get(triggerId);
  if (asked === undefined) return refusal('invalid_trigger_id');
  if (isJson(metadata) && idOf(metadata) !== idOf(asked)) return refusal('entity_metadata_does_not_match_trigger');
  const trigger = triggers.use(triggerId);
  if (!trigger.ok) return refusal(trigger.error);
  const { token: _, ...details } = args;
  workspace.details.set(trigger.userId, details);
  workspace.changes.notify('details');
  return { ok: true };
};

function idOf(entity: unknown): unknown {
  return record(record(entity).external_ref).id;
}

export const entityMethods: Readonly<Record<string, Method>> = { 'entity.presentDetails': presentDetails };
