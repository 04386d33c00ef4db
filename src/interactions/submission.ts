import type { AckFn, App, ViewOutput, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { repeatedAnswer } from '../../blocks/shared/answers.ts';
import { fieldFailureText, withoutMarkup } from '../../blocks/shared/failureText.ts';
import { noteModal, savingModal } from '../../blocks/shared/modals.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import type { Result } from '../core/result.ts';
import type { Actor } from '../projects/permissions.ts';
import { actorOf } from './actor.ts';
import { faultWords, type Refused, refusalAnswer } from './errorBoundary.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { keptInHand } from './inHand.ts';
import { LATE, notForEver, within } from './patience.ts';
import { type Reply, replyIn } from './reply.ts';
import type { Services } from './services.ts';

/** Slack waits 3 s for the answer to a form; the rest is for the way there. */
const PATIENCE_MS = 2_000;

/** What came of a form: a refusal, or something to tell the person who sent it. */
export type Outcome =
  | { readonly kind: 'refused'; readonly refused: Refused }
  /** The form comes back with more to read; what was typed stays. */
  | { readonly kind: 'again'; readonly view: ModalView; readonly words: Rendered }
  | { readonly kind: 'fault'; readonly words: Rendered }
  | { readonly kind: 'done'; readonly words: Rendered };

/** What every form's `private_metadata` names: a project, or the channel that is to get one. */
type Target = { readonly projectId: string } | { readonly channelId: string };

/** One form as someone submitted it. */
export type Submission<T extends Target> = {
  readonly services: Services;
  readonly slack: WebClient;
  readonly view: ViewOutput;
  readonly target: T;
  readonly place: T & { readonly teamId: string };
  readonly actor: Actor;
  readonly fields: Fields;
  /** The same for a submission that Slack delivers twice. */
  readonly idempotencyKey: string;
};

/** A form that listeners hear of. */
export type Form<T extends Target> = {
  readonly callbackId: string;
  /** Absent where the form only asks: there is no field to show a refusal under, so it takes the form's place. */
  readonly firstField?: string;
  readonly readTarget: (metadata: string) => T;
  /** It cannot be undone: whether someone is an admin is asked of Slack anew. */
  readonly isFinal?: true;
  /** The outcome is told in the direct message from which the form was opened, not in the project's channel. */
  readonly repliesWhere?: (target: T) => 'directly' | 'in channel';
  /** Tells apart the submissions of a form that comes back, which is the same view to Slack. */
  readonly versionOf?: (target: T) => string;
  readonly run: (submission: Submission<T>) => Promise<Outcome>;
};

/** Hears submissions of one form: who sent it, from where, what came of it, and the words for that in private. */
export function onSubmit<T extends Target>(bolt: App, services: Services, form: Form<T>): void {
  const { callbackId, readTarget, isFinal, repliesWhere, versionOf, run } = form;
  const about = { callback_id: callbackId, type: 'view_submission' } as const;
  bolt.view<ViewSubmitAction>(about, async ({ ack, body, view, client }) => {
    const { user } = body;
    const keyOf = (target?: T) => ['view', view.id, ...(target && versionOf ? [versionOf(target)] : [])].join(':');
    const work = async (): Promise<Outcome> => {
      const target = readTarget(view.private_metadata);
      const actor = await actorOf(services, { userId: user.id, teamId: user.team_id, name: user.name }, isFinal);
      return run({
        services,
        slack: client,
        view,
        target,
        place: { ...target, teamId: await services.teamId() },
        actor,
        fields: fieldsOf(view),
        idempotencyKey: keyOf(target),
      });
    };
    const reply: Reply = async (shown) => {
      const target = readTarget(view.private_metadata);
      const isDirect = repliesWhere?.(target) === 'directly';
      const channelId = isDirect ? undefined : await channelOf(services, target);
      await replyIn(client, services, { channelId, userId: user.id })(shown);
    };
    await services.track(
      keptInHand(services, { idempotencyKey: keyOf(targetIn(form, view)), userId: user.id }, () =>
        answer(services, client, { view, ack, firstField: form.firstField, reply }, work),
      ),
    );
  });
}

/** Undefined for metadata that someone made up: the work itself says what is wrong. */
function targetIn<T extends Target>({ readTarget }: Form<T>, view: ViewOutput): T | undefined {
  try {
    return readTarget(view.private_metadata);
  } catch {
    return undefined;
  }
}

/** What a verb says of a form: refused, saved before, or done in these words. */
export async function outcomeOf<T>(
  result: Result<T | 'repeated', Refused>,
  words: (value: T) => Rendered | Promise<Rendered>,
): Promise<Outcome> {
  if (!result.ok) return { kind: 'refused', refused: result.failure };
  const { value } = result;
  return { kind: 'done', words: value === 'repeated' ? repeatedAnswer() : await words(value) };
}

async function channelOf(services: Services, target: Target): Promise<string | undefined> {
  if ('channelId' in target) return target.channelId;
  return (await services.store.projectById(target.projectId))?.channelId;
}

/**
 * Answers a form. In time, refusals appear under the field at fault and everything typed stays; later than Slack waits,
 * the form turns into "saving" and then into what came of it.
 */
async function answer(
  services: Services,
  slack: WebClient,
  form: {
    readonly view: ViewOutput;
    readonly ack: AckFn<ViewResponseAction>;
    readonly firstField: string | undefined;
    readonly reply: Reply;
  },
  work: () => Promise<Outcome>,
): Promise<void> {
  const { view, ack, firstField, reply } = form;
  const title = view.title.text;
  const outcome = notForEver(services, work()).catch(
    (error: unknown): Outcome => ({ kind: 'fault', words: faultWords(services, error, view.callback_id) }),
  );
  const first = await within(services, PATIENCE_MS, outcome);
  if (first !== LATE) {
    await ack(inTime(first, title, firstField));
    if (first.kind === 'done') await reply(first.words);
    return;
  }
  await ack({ response_action: 'update', view: savingModal(title) });
  const late = await outcome;
  const words = late.kind === 'refused' ? refusalAnswer(late.refused) : late.words;
  try {
    const shown = late.kind === 'again' ? late.view : noteModal(title, words.text);
    await slack.views.update({ view_id: view.id, view: shown });
  } catch (error) {
    services.log.info({ err: error }, 'A form was closed before its outcome was known');
    if (late.kind === 'done') await reply(words);
  }
}

function inTime(outcome: Outcome, title: string, firstField?: string): ViewResponseAction | undefined {
  if (outcome.kind === 'done') return undefined;
  if (outcome.kind === 'again') return { response_action: 'update', view: outcome.view };
  if (firstField === undefined) {
    const words = outcome.kind === 'fault' ? outcome.words : refusalAnswer(outcome.refused);
    return { response_action: 'update', view: noteModal(title, words.text) };
  }
  if (outcome.kind === 'fault')
    return { response_action: 'errors', errors: { [firstField]: withoutMarkup(outcome.words.text) } };
  return { response_action: 'errors', errors: fieldErrors(outcome.refused, firstField) };
}

/** A refusal that belongs to no field stands under the first. */
function fieldErrors(refused: Refused, firstField: string): Record<string, string> {
  if ('kind' in refused) return { [firstField]: fieldFailureText(refused) };
  return Object.fromEntries(refused.map(({ field, failure }) => [field, fieldFailureText(failure)]));
}
