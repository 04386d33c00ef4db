/** Slack's limits, each with a little room for what is added around a text. All in characters, unless said otherwise. */

/** A section's text: 3,000 (docs.slack.dev/reference/block-kit/blocks/section-block). */
export const SECTION_MAX = 2_900;
/** The text of a message that is edited later: 4,000 (docs.slack.dev/reference/methods/chat.update). */
export const EDITABLE_TEXT_MAX = 3_700;
/** What a message's blocks hold together: 12,000; the rest is for headings and buttons. */
export const MESSAGE_LINES_MAX = 9_000;
/** Rows of a table below its header: 100 rows in all (docs.slack.dev/reference/block-kit/blocks/table-block). */
export const TABLE_ROWS = 99;
/** All cells of a table together: 10,000. */
export const TABLE_MAX = 9_500;
/** Options of a select (docs.slack.dev/reference/block-kit/block-elements/select-menu-element). */
export const OPTIONS_MAX = 100;
/** An option's text (docs.slack.dev/reference/block-kit/composition-objects/option-object). */
export const OPTION_TEXT_MAX = 75;
