import type { Day } from '../../src/core/day.ts';
import type { Choices, Failure } from '../../src/core/failure.ts';
import { fieldChangeText } from '../history/fieldChange.ts';
import { dayText, distanceText } from './dates.ts';
import { clipped, counted, listed, quoted } from './text.ts';

/** As much of what was typed as one needs to know it again. */
const ECHO_MAX = 80;

function echoed(typed: string): string {
  return quoted(clipped(typed, ECHO_MAX));
}

type Words = { readonly [K in Failure['kind']]: (failure: Extract<Failure, { kind: K }>) => string };

/** What a person reads for each refusal: what is the matter, then what to do next. In mrkdwn, user text escaped. */
const WORDS: Words = {
  'no-project-here': () =>
    'There is no project in this channel. Use Milepost in the channel where client and experts meet; an admin sets a project up there with `/project setup`.',
  'not-on-project': ({ projectName }) =>
    `You are not on the project “${quoted(projectName)}”, so this is not open to you. An admin can add you with \`/project people\`.`,
  'client-only-reads': ({ projectName }) =>
    `Only the experts of “${quoted(projectName)}” change milestones. As the client you see all of them on the board, pinned in this channel, and with \`/milestone list\`; to have one changed, press “Ask for a change” below the board or an update.`,
  'admin-only': () =>
    'Only an admin does this: an owner or admin of this workspace, or someone the operator of Milepost named as admin. Ask one of them.',
  'admin-is-no-expert': ({ projectName }) =>
    `Only the experts of “${quoted(projectName)}” change milestones, and you are not one of them. You can read everything with \`/milestone list\`.`,
  'not-taken-over': ({ projectName }) =>
    `You neither set “${quoted(projectName)}” up nor are you in its channel. Press *Take over* beside it in the Home of Milepost to read it; its channel is told.`,
  'taken-over-already': ({ projectName }) => `“${quoted(projectName)}” is yours already. You can read it in your Home.`,
  'waiting-for-payment': ({ projectName }) =>
    `Milestones of “${quoted(projectName)}” are not open yet: the project waits for the initial payment that was agreed. An admin records it with \`/project payment\`, then opens milestones with \`/project open\`.`,
  'waiting-for-opening': ({ projectName }) =>
    `Milestones of “${quoted(projectName)}” are not open yet: the project waits for an admin to open them with \`/project open\`.`,
  'project-closed': ({ projectName }) =>
    `The project “${quoted(projectName)}” is closed; its milestones stay as they are. You can still read them with \`/milestone list\`.`,
  'not-a-channel': () =>
    'A project lives in a channel. Make one for you and the client, and type `/project setup` there: direct messages cannot be shared with those who join later.',
  'project-exists': ({ projectName }) =>
    `This channel already has the project “${quoted(projectName)}”. One channel holds one project at a time: set the new one up in a channel of its own, or close this one first with \`/project close\`.`,
  'already-open': ({ projectName }) => `Milestones of “${quoted(projectName)}” are open already. Nothing was changed.`,
  'payment-not-agreed': ({ projectName }) =>
    `No initial payment was agreed for “${quoted(projectName)}”, so there is none to record. Open milestones with \`/project open\`.`,
  'payment-recorded': ({ projectName }) =>
    `The initial payment of “${quoted(projectName)}” is recorded already. Nothing was changed.`,
  'no-experts': () => 'Choose at least one expert: a lead, an invitee or a third-party expert.',
  'no-clients': () => 'Choose at least one person of the client.',
  'two-roles': ({ personName }) => `${quoted(personName)} is chosen twice. Give each person one role.`,
  'no-working-days': () => 'Choose at least one working day.',
  'completion-before-start': ({ startDate }) =>
    `The completion date is before the start date, ${dayText(startDate)}. Choose that day or a later one.`,
  'unknown-time-zone': ({ typed, meant }) =>
    meant === undefined
      ? `“${echoed(typed)}” is not a time zone. Write a name such as Europe/Berlin or America/New_York.`
      : `“${echoed(typed)}” does not change with summer time. Write the place, such as ${meant}.`,
  'too-many-people': ({ max }) => `Choose ${max} people at most for each role.`,
  'name-missing': () => 'Write a name for the project.',
  'name-too-long': ({ length, max }) => `The name has ${length} characters. Shorten it to ${max} at most.`,
  'unknown-subcommand': ({ command, typed, known, meant }) => {
    const guess = meant === undefined ? '' : ` Did you mean \`${command} ${meant}\`?`;
    return `Milepost does not know \`${command} ${echoed(typed)}\`.${guess} It knows ${listed(known, known.length)}.`;
  },
  'command-too-long': ({ length, max }) =>
    `Your command has ${length.toLocaleString('en-GB')} characters; Milepost reads up to ${max.toLocaleString('en-GB')}. Nothing was changed. Shorten the command, or add your milestones in several commands.`,
  'date-missing': ({ example }) =>
    `The expected completion date is missing. Write it first, like this: \`${example}\`, that is ${dayText(example)}.`,
  'date-unreadable': ({ typed, example }) =>
    `“${echoed(typed)}” is not a date Milepost can read. Write year, month and day, like this: \`${example}\`.`,
  'date-impossible': ({ typed, example }) =>
    `There is no day ${echoed(typed)} in the calendar. Write one that exists, like this: \`${example}\`.`,
  'date-weekday': ({ typed, days }) =>
    `“${echoed(typed)}”: the day and the date do not agree. Did you mean ${eitherDay(days)}? Write the one you mean, like this: \`${days[0] ?? ''}\`.`,
  'date-range': ({ typed, example }) =>
    `“${echoed(typed)}” names more than one day. Write the one day by which it is done, like this: \`${example}\`.`,
  'date-vague': ({ typed, example }) =>
    `“${echoed(typed)}” names no single day. Write the day by which it is done, like this: \`${example}\`, or \`friday next week\`.`,
  'date-unclear': ({ typed, example }) =>
    `Milepost cannot tell which day “${echoed(typed)}” means. Write the date in full, like this: \`${example}\`. If the last of these words begin the title, put a colon behind the date.`,
  'date-short-year': ({ typed, example }) =>
    `In “${echoed(typed)}” the last figures can be the year, or begin the title. Write the year with four figures, like this: \`${example}\`, or put a colon behind the date.`,
  'date-past': ({ due, today }) =>
    `${dayText(due)} is in the past (${distanceText(due, today)}). An expected completion date is today, ${dayText(today)}, or later.`,
  'date-too-far': ({ due, latest }) =>
    `${dayText(due)} is more than ten years away. Check the year; the latest day is ${dayText(latest)}.`,
  'title-missing': ({ example }) =>
    `The title is missing. Write it after the date, like this: \`/milestone add ${example} First draft -- what it will contain\`.`,
  'title-too-long': ({ length, max }) => `The title has ${length} characters. Shorten it to ${max} at most.`,
  'description-too-long': ({ length, max }) =>
    `The description has ${length} characters. Shorten it to ${max} at most.`,
  'date-ambiguous': ({ typed, days: [one, other] }) =>
    `“${echoed(typed)}” can be ${dayText(one)} or ${dayText(other)}. Write the one you mean: \`${one}\` or \`${other}\`.`,
  'too-many-milestones': ({ max }) =>
    `This project has ${max} milestones, the most that one board shows. Nothing was added.`,
  'too-many-together': ({ present, adding, max }) =>
    `This project has ${counted(present, 'milestone')}, and one board shows ${max} at most: ${adding} more do not fit. Nothing was added.`,
  'too-many-lines': ({ count, max }) =>
    `These are ${count} milestones, and one message adds ${max} at most. Nothing was added: send them in two or more messages.`,
  'nothing-to-plan': ({ completionDate, reason }) => NOTHING_TO_PLAN[reason](dayText(completionDate)),
  'no-titles': () => 'Write at least one title. Dates without a title are left out.',
  'number-missing': (failure) => `Which milestone? ${choices(failure)}`,
  'not-a-number': (failure) => `“${echoed(failure.typed)}” is not the number of a milestone. ${choices(failure)}`,
  'no-such-milestone': (failure) => `There is no milestone #${failure.number} in this project. ${choices(failure)}`,
  'milestone-removed': ({ number }) =>
    `Milestone #${number} was removed. \`/milestone history\` shows by whom; whoever removed it can take that back for 15 minutes with \`/milestone undo\`.`,
  'already-completed': ({ number, completedOn, by }) =>
    `Milestone #${number} is completed already${completedOn ? `, since ${dayText(completedOn)}` : ''}${by ? `, by ${quoted(by)}` : ''}. Nothing was changed.`,
  'not-completed': ({ number }) => `Milestone #${number} is not completed, so there is nothing to reopen.`,
  'nothing-changed': ({ number }) => `Milestone #${number} is already as you wrote it. Nothing was changed.`,
  'changed-meanwhile': ({ number, by, what }) =>
    `${quoted(by)} changed milestone #${number} while you were writing: ${what.map(fieldChangeText).join('; ')}. What you typed is kept: check it, then save again.`,
  'nothing-to-undo': () => 'You changed nothing here in the last 15 minutes, so there is nothing to undo.',
  'not-your-last-action': () =>
    'You did something else in this project since, or more than 15 minutes have passed. Your last action can be taken back with `/milestone undo`; anything older you can edit.',
  'undone-already': () => 'Your last action here was an undo. Change the milestone with `/milestone edit` instead.',
  'changed-since': ({ number, by }) =>
    `${quoted(by)} changed milestone #${number} after you, so your action cannot be undone. Look at it with \`/milestone show ${number}\` and edit it instead.`,
  'completed-before-start': ({ day, startDate }) =>
    `${dayText(day)} is before the project began, ${dayText(startDate)}. Check the day on which it was completed.`,
  'completed-in-future': ({ day, today }) =>
    `${dayText(day)} is still to come (${distanceText(day, today)}). A milestone is completed today, ${dayText(today)}, or on an earlier day.`,
  'note-too-long': ({ length, max }) => `The note has ${length} characters. Shorten it to ${max} at most.`,
  'project-changed-meanwhile': ({ projectName, command }) =>
    `Someone else changed the project “${quoted(projectName)}” after this form was opened, so nothing was saved. What you wrote is still here: note it, press Cancel, and open the form again with \`${command}\`; \`/project status\` shows how the project is now.`,
  'project-unchanged': ({ projectName }) => `“${quoted(projectName)}” is already as you wrote it. Nothing was changed.`,
  'quiet-time-unreadable': ({ typed, max }) =>
    `${typed === '' ? 'A quiet time is missing' : `Milepost cannot read “${echoed(typed)}” as a quiet time`}. Write a whole number of seconds from 0 to ${max}.`,
  'overdue-days-unreadable': ({ typed, count, max }) =>
    `Milepost cannot read “${echoed(typed)}” as days. Write up to ${count} whole numbers from 1 to ${max}, such as 1, 3, 7; leave it empty for none.`,
  'remind-time-outside': ({ typed }) =>
    `${typed === '' ? 'Choose a time' : `${echoed(typed)} is outside working hours. Choose a time`} from 08:00 to 17:59: nobody is reminded in the evening or at night.`,
  'admin-never-told': ({ last, after }) =>
    `The last reminder comes ${last === 0 ? 'on the expected day at the latest' : `${counted(last, 'day')} late`}, so the admin would never be told from ${after} days on. Choose fewer days, add a later reminder, or tick the weekly ones.`,
  'same-date': ({ number, due }) => `Milestone #${number} is expected on ${dayText(due)} already. Choose another day.`,
  'move-reason-missing': () => 'Write why the date moves: the client reads it with the new date.',
  'snooze-out-of-range': ({ earliest, latest }) =>
    `Choose a day from ${dayText(earliest)} to ${dayText(latest)}. If it takes longer, the milestone needs a new date.`,
  'snooze-reason-missing': ({ number }) =>
    `Milestone #${number} was snoozed before. Write why it is put off again; it stands in the history.`,
  'request-missing': () => 'Write what should change.',
  'request-too-long': ({ length, max }) => `The request has ${length} characters. Shorten it to ${max} at most.`,
  'reason-missing': () => 'Write a few words: whoever asked reads them.',
  'reason-too-long': ({ length, max }) => `The answer has ${length} characters. Shorten it to ${max} at most.`,
  'too-many-requests': ({ max }) =>
    `${max} of your requests wait for an answer. Please wait until an expert has answered one, or talk with them in the channel.`,
  'request-unknown': () => 'Milepost no longer knows this request. Nothing was changed.',
  'request-answered': ({ by, outcome }) =>
    `${quoted(by)} answered this request already: ${outcome === 'changed' ? 'the milestone was changed' : 'nothing was changed, and the reason was told'}. Nothing more was saved; whatever else is to change, change it with \`/milestone edit\`.`,
  'admin-unknown': () =>
    'Slack did not say in time whether you are an admin of this workspace, so nothing was changed. Please try again.',
  busy: () =>
    'Nothing was saved: others changed this project at the same moment, or the database is slow. Please try again.',
};

const NOTHING_TO_PLAN = {
  over: (completion: string) =>
    `There is no working day left to plan: the project ends on ${completion}. Add a milestone with \`/milestone add\`, or ask an admin to move the completion date.`,
  covered: (completion: string) =>
    `Every date of the plan has a milestone already, up to ${completion}. Add more with \`/milestone add\`.`,
  'no-working-day': (completion: string) =>
    `No working day of the project is left, up to ${completion}, so there is nothing to propose. Add a milestone with \`/milestone add\`.`,
  full: () => 'This project has as many milestones as one board shows, so none can be added.',
} as const;

function choices({ state, numbers }: Choices): string {
  const [example] = numbers;
  if (example === undefined) return `No milestone is ${state}; see them all with \`/milestone list\`.`;
  const which = `${state === 'open' ? 'Open' : 'Completed'} ${numbers.length === 1 ? 'is' : 'are'}`;
  return `${which} ${listed(numbers.map((number) => `#${number}`))}: write its number, for example \`${example}\`, or see them with \`/milestone list\`.`;
}

function eitherDay(days: readonly Day[]): string {
  return days.map(dayText).join(' or ');
}

export function failureText(failure: Failure): string {
  // The table holds for each kind the words for exactly that kind; the type system cannot follow the pairing.
  const words = WORDS[failure.kind] as (failure: Failure) => string;
  return words(failure);
}

/** The same words under a field of a form, where Slack shows plain text only. */
export function fieldFailureText(failure: Failure): string {
  if (failure.kind === 'title-missing') return 'Write a title: what is delivered.';
  if (failure.kind === 'date-missing') return 'Choose the expected completion date.';
  return withoutMarkup(failureText(failure));
}

export function withoutMarkup(words: string): string {
  return words.replaceAll('`', '').replaceAll('\u200b', '');
}
