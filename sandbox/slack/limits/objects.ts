/** Composition objects: docs.slack.dev/reference/block-kit/composition-objects */
import { atLeastOne, exactlyOne, FILE_ID } from './rules.ts';
import type { Kind, Shape, Shapes } from './schema.ts';
import { choice, flag, list, object, text, typed } from './schema.ts';

// text-object: 1-3,000; `emoji` only with plain_text, `verbatim` only with mrkdwn. The place may allow less.
const TEXT_MAX = 3000;
const plainShape = (max: number): Shape => ({ needs: { text: text(1, max) }, may: { emoji: flag } });
const mrkdwnShape = (max: number): Shape => ({ needs: { text: text(1, max) }, may: { verbatim: flag } });

export const plain = (max = TEXT_MAX): Kind => typed({ plain_text: plainShape(max) });
export const mrkdwn = (max = TEXT_MAX): Kind => typed({ mrkdwn: mrkdwnShape(max) });
export const textShapes = (max = TEXT_MAX): Shapes => ({ plain_text: plainShape(max), mrkdwn: mrkdwnShape(max) });
export const anyText = (max = TEXT_MAX): Kind => typed(textShapes(max));

// option-object: text 75, value 150, description 75; mrkdwn only in checkboxes and radio buttons.
const option = (label: Kind): Shape => ({
  needs: { text: label, value: text(0, 150) },
  may: { description: plain(75) },
});
export const menuOption = object(option(plain(75)));
export const choiceOption = object({ ...option(anyText(75)), may: { description: anyText(75) } });
// option-object: `url` (3,000) "only available in overflow menus".
export const overflowOption = object({ ...option(plain(75)), may: { description: plain(75), url: text(0, 3000) } });

// option-group-object: label 75, options 1-100.
export const optionGroup = object({ needs: { label: plain(75), options: list(menuOption, 1, 100) } });

// confirmation-dialog-object: title 100, text 300, buttons 30; @slack/types 3.2.0 requires only `text`.
export const confirm = object({
  needs: { text: anyText(300) },
  may: { title: plain(100), confirm: plain(30), deny: plain(30), style: choice('primary', 'danger') },
});

// conversation-filter-object: at least one field, `include` not empty.
export const conversationFilter = object({
  may: {
    include: list(choice('im', 'mpim', 'private', 'public'), 1),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  rules: [atLeastOne('include', 'exclude_external_shared_channels', 'exclude_bot_users')],
});

// dispatch-action-configuration-object: "one or both"; Slack's validator wants the list (slackblocks spec/CHANGELOG.md).
export const dispatchConfig = object({
  needs: { trigger_actions_on: list(choice('on_enter_pressed', 'on_character_entered'), 1, 2) },
});

// slack-file-object: id or url; "if both are provided then the payload will be rejected".
export const slackFile = object({
  may: { id: text(1, undefined, FILE_ID), url: text(1) },
  rules: [exactlyOne('id', 'url')],
});

// image-block, image-element: image_url 3,000 or slack_file; alt_text 2,000.
export const imageElement: Shape = {
  needs: { alt_text: text(0, 2000) },
  may: { image_url: text(1, 3000), slack_file: slackFile },
  rules: [exactlyOne('image_url', 'slack_file')],
};

// card-block, task-card-block: an icon of Slack's own (live, not in @slack/types 3.2.0; names: slackblocks spec/vocabulary.json).
const ICONS =
  'archive book bookmark bot bug calendar call caret-left caret-right check clipboard code comment compass copy cube download ' +
  'edit email eye-closed eye-open file flag folder gear globe heart help image info key lightbulb link map mobile new-window ' +
  'pin plus refine refresh rocket save screen share sparkle star star-filled tag thumbs-down thumbs-up trash upload user warning';
export const slackIcon = typed({ icon: { needs: { name: choice(...ICONS.split(' ')) } } });
