/**
 * Every name by which Slack sends back what people press and submit. It stands in messages for years: a new meaning gets a
 * new name. `test/app/rights.test.ts` walks all of them.
 */
export const ACTIONS = [
  'delivery_retry',
  'milestone_add',
  'milestone_add_on_1',
  'milestone_add_on_2',
  'milestone_ask',
  'milestone_complete',
  'milestone_complete_more',
  'milestone_edit',
  'milestone_history',
  'milestone_history_newer',
  'milestone_history_older',
  'milestone_join',
  'milestone_list',
  'milestone_open',
  'milestone_plan',
  'milestone_remove',
  'milestone_reopen',
  'milestone_undo',
  'project_take_over',
  'reminder_done',
  'reminder_new_date',
  'reminder_snooze',
  'request_change',
  'request_decline',
] as const;
export type ActionId = (typeof ACTIONS)[number];

export const ADD_FORM = 'milestone_add_form';
export const EDIT_FORM = 'milestone_edit_form';
export const COMPLETE_FORM = 'milestone_complete_form';
export const REMOVE_FORM = 'milestone_remove_form';
export const PLAN_FORM = 'milestone_plan_form';
export const ASK_FORM = 'milestone_ask_form';
export const DECLINE_FORM = 'request_decline_form';
export const NEW_DATE_FORM = 'reminder_new_date_form';
export const SNOOZE_FORM = 'reminder_snooze_form';
export const SETUP_FORM = 'project_setup_form';
export const PEOPLE_FORM = 'project_people_form';
export const PROJECT_EDIT_FORM = 'project_edit_form';
export const SETTINGS_FORM = 'project_settings_form';
export const CLOSE_FORM = 'project_close_form';
