import * as fc from 'fast-check';
import { CHANNEL, CLIENT, INVITEE, LEAD, OFFICE, STRANGER, THIRD_PARTY } from './harness.ts';

/** What people, and people who mean harm, may send: words, dates, mentions, formatting, marks of phones, and noise. */
const noise = fc.string({ unit: 'binary', maxLength: 15 });
const piece = fc.oneof(
  { weight: 3, arbitrary: noise },
  fc.constantFrom(
    '<!channel>',
    '<!here|here>',
    '<!everyone>',
    '<!subteam^S0ALL>',
    '<@U0CLIENT>',
    '<#C0ATLAS|atlas>',
    '&lt;!channel&gt;',
    '&',
    '*',
    '_`~',
    '“First” ‘draft’',
    'it’s',
    '—',
    '–',
    '--',
    '\n',
    '\r\n- ',
    '\u202e\u200b',
    '👩‍👩‍👧',
    '```',
    'First draft',
  ),
);
const number = fc.oneof(
  fc.integer({ min: -2, max: 20 }).map(String),
  fc.constantFrom('#1', '#2', '1 2', '99999999999999999999', '1e3', '०', '0x1'),
);
const aRealDay = fc
  .date({ min: new Date('2026-11-20'), max: new Date('2027-03-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const day = fc.oneof(
  { weight: 3, arbitrary: aRealDay },
  fc.constantFrom(
    '4 Dec',
    'next Friday',
    'tomorrow',
    '04/12',
    '4.12.2026',
    '2026-02-30',
    '9999-12-31',
    'Fri',
    '0000-00-00',
  ),
);
const words = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(' '));
const long = fc
  .tuple(piece, fc.integer({ min: 100, max: 1_500 }))
  .map(([part, length]) => Array.from(part.repeat(length)).slice(0, length).join(''));
const text = fc.oneof({ weight: 5, arbitrary: words }, { weight: 1, arbitrary: long });

const milestone = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(day, text, text).map(([due, title, more]) => `add ${due} ${title} -- ${more}`) },
  fc
    .array(fc.tuple(aRealDay, words), { minLength: 1, maxLength: 6 })
    .map((lines) => `add ${lines.map(([due, title]) => `${due} ${title}`).join('\n')}`),
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('complete', 'reopen', 'show', 'history', 'edit', 'remove'), number, fc.option(day), words)
      .map(([verb, which, on, rest]) => [verb, which, on ?? '', rest].join(' ')),
  },
  fc.tuple(fc.constantFrom('', 'help', 'plan', 'list', 'undo', 'add', 'ADD'), text).map((parts) => parts.join(' ')),
  text,
);
const project = fc.oneof(
  fc
    .tuple(fc.constantFrom('', 'status', 'settings', 'people', 'edit', 'setup', 'open', 'payment', 'close'), words)
    .map((parts) => parts.join(' ')),
  text,
);
export const aCommand = fc.oneof(
  { weight: 4, arbitrary: milestone.map((rest) => `/milestone ${rest}`) },
  { weight: 1, arbitrary: project.map((rest) => `/project ${rest}`) },
);

/** Fields as Slack sends them: an empty one holds null, one that is not shown is not there. */
const element = (value: fc.Arbitrary<object>) =>
  fc.option(
    value.map((given) => ({ value: given })),
    { nil: undefined },
  );
const textField = element(fc.option(text).map((value) => ({ type: 'plain_text_input', value })));
const dayField = element(fc.option(day).map((value) => ({ type: 'datepicker', selected_date: value })));
const choiceField = (...values: string[]) =>
  element(fc.constantFrom(...values, '').map((value) => ({ selected_option: value === '' ? null : { value } })));
const choicesField = (...values: string[]) =>
  element(
    fc.subarray(values, { minLength: 1 }).map((chosen) => ({ selected_options: chosen.map((value) => ({ value })) })),
  );
const usersField = (...users: string[]) => element(fc.subarray(users).map((chosen) => ({ selected_users: chosen })));

const milestoneFields = { title: textField, description: textField, due: dayField };
const projectFields = {
  name: textField,
  startDate: fc.oneof(dayField, { weight: 2, arbitrary: fc.constant({ value: { selected_date: '2026-11-02' } }) }),
  completionDate: dayField,
  timeZone: fc.oneof(textField, { weight: 4, arbitrary: fc.constant({ value: { value: 'Asia/Kolkata' } }) }),
  workingDays: choicesField('1', '2', '3', '4', '5', '6', '7'),
};
const peopleFields = {
  clients: usersField(CLIENT, STRANGER),
  leads: usersField(LEAD, CLIENT),
  invitees: usersField(INVITEE),
  thirdParties: usersField(THIRD_PARTY),
};
const planDays = ['2026-12-07', '2026-12-09', '2026-12-11'];

type Ids = { readonly projectId: string; readonly version: number };
type Form = { readonly target: (ids: Ids) => object; readonly fields: Record<string, fc.Arbitrary<unknown>> };
export type FormName = keyof typeof FORMS;

const target = ({ projectId }: Ids) => ({ projectId });
const answerTarget = ({ projectId }: Ids) => ({ projectId, number: 1, among: [1, 2], seenSeq: 999_999_999 });
const versioned = ({ projectId, version }: Ids) => ({ projectId, version });

/** The forms by their callback, with what they carry. */
export const FORMS = {
  milestone_add_form: { target, fields: milestoneFields },
  milestone_edit_form: {
    target: ({ projectId }: Ids) => ({ projectId, number: 1, seenSeq: 999_999_999 }),
    fields: milestoneFields,
  },
  milestone_remove_form: { target: ({ projectId }: Ids) => ({ projectId, number: 2 }), fields: { note: textField } },
  milestone_plan_form: {
    target: ({ projectId }: Ids) => ({ projectId, days: planDays }),
    fields: { title_0: textField, title_1: textField, title_2: textField },
  },
  reminder_new_date_form: { target: answerTarget, fields: { due: dayField, reason: textField } },
  reminder_snooze_form: { target: answerTarget, fields: { until: dayField, reason: textField } },
  milestone_ask_form: { target, fields: { milestone: choiceField('plan', '1', '2', '999'), text: textField } },
  project_setup_form: {
    target: () => ({ channelId: OFFICE }),
    fields: { ...projectFields, ...peopleFields, payment: choiceField('yes', 'no') },
  },
  project_people_form: { target: versioned, fields: peopleFields },
  project_edit_form: { target: versioned, fields: projectFields },
  project_settings_form: {
    target: versioned,
    fields: {
      quietSeconds: fc.oneof(textField, element(number.map((value) => ({ value })))),
      headsUp: choiceField('0', '2', '10', '11'),
      overdueDays: fc.oneof(textField, element(fc.constantFrom('1, 3, 7', '60', '0').map((value) => ({ value })))),
      remindOn: choicesField('on-day', 'weekly'),
      remindTime: element(
        fc.constantFrom('09:00', '17:59', '18:00', '24:00', '').map((time) => ({ selected_time: time })),
      ),
      adminAfter: choiceField('never', '3', '7', '14'),
    },
  },
} satisfies Record<string, Form>;

export const aFormOf = (name: FormName) => fc.record<Record<string, unknown>>(FORMS[name].fields);

/** A field of any shape. */
export const aField = fc.oneof(
  fc.anything(),
  fc.record({ value: fc.oneof(fc.anything(), textField) }),
  fc
    .anything()
    .map((any) => ({ value: { value: any, selected_date: any, selected_option: any, selected_users: [any] } })),
);

/** What a form claims to be about: no JSON, JSON of any shape, or one of ours with a field that is not. */
export const aTarget: fc.Arbitrary<unknown> = fc.oneof(
  noise,
  fc.json(),
  fc.constantFrom(null, '', 'null', '[]', '{"projectId":{"$ne":null}}', `{"channelId":"${CHANNEL}"}`),
  fc
    .tuple(fc.constantFrom('projectId', 'number', 'version', 'days', 'seenSeq', 'channelId'), fc.anything())
    .map(([key, any]) => (ids: Ids) => {
      const ours = { ...versioned(ids), number: 1, seenSeq: 0, channelId: OFFICE, days: planDays };
      return JSON.stringify({ ...ours, [key]: any }, (_, value: unknown) => (typeof value === 'bigint' ? null : value));
    }),
);
