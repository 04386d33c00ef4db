import { ROLE_FIELDS } from '../../blocks/projectFields.ts';
import { ON_DAY, WEEKLY } from '../../blocks/reminderFields.ts';
import type { Weekday } from '../domain/day.ts';
import type { Person } from '../domain/project.ts';
import type { ProjectWords } from '../projects/readForm.ts';
import type { SettingsWords } from '../projects/settings.ts';
import type { fieldsOf } from './fields.ts';
import type { Services } from './services.ts';

type Fields = ReturnType<typeof fieldsOf>;

/** Who was chosen, with their names: people of a shared channel cannot always be looked up later. */
export async function peopleOf(services: Services, fields: Fields): Promise<readonly Person[]> {
  const chosen = ROLE_FIELDS.flatMap(({ field, role }) => fields.users(field).map((userId) => ({ userId, role })));
  return Promise.all(
    chosen.map(async (person) => {
      const user = await services.directory.find(person.userId);
      return { ...person, name: user?.name ?? person.userId, ...(user?.teamId ? { teamId: user.teamId } : {}) };
    }),
  );
}

export function projectWordsOf(fields: Fields): ProjectWords {
  return {
    name: fields.text('name'),
    startDate: fields.date('startDate'),
    completionDate: fields.date('completionDate'),
    timeZone: fields.text('timeZone').trim(),
    workingDays: fields.choices('workingDays').map(Number).filter(isWeekday),
  };
}

export function settingsWordsOf(fields: Fields): SettingsWords {
  const ticked = fields.choices('remindOn');
  return {
    quietSeconds: fields.text('quietSeconds'),
    reminders: {
      headsUp: fields.choice('headsUp'),
      onDay: ticked.includes(ON_DAY),
      weekly: ticked.includes(WEEKLY),
      overdueDays: fields.text('overdueDays'),
      at: fields.time('remindTime'),
      adminAfter: fields.choice('adminAfter'),
    },
  };
}

function isWeekday(day: number): day is Weekday {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}
