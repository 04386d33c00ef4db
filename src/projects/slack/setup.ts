import type { App } from '@slack/bolt';
import { withInvitation } from '../../../blocks/projects/projectAnswers.ts';
import { setupForm } from '../../../blocks/projects/setupForm.ts';
import { setUpAnswer } from '../../../blocks/shared/answers.ts';
import { SETUP_FORM } from '../../../blocks/shared/ids.ts';
import { dayAt } from '../../core/day.ts';
import { refuse } from '../../core/result.ts';
import { timeZoneNamed } from '../../core/timeZone.ts';
import { joinChannel } from '../../interactions/joinChannel.ts';
import { openForm } from '../../interactions/openForm.ts';
import type { Services } from '../../interactions/services.ts';
import type { Subcommand } from '../../interactions/subcommand.ts';
import { onSubmit, outcomeOf } from '../../interactions/submission.ts';
import { readChannelTarget } from '../../interactions/target.ts';
import { known } from '../find.ts';
import { notAdmin } from '../permissions.ts';
import { setUpProject } from '../setup.ts';
import { peopleOf, projectWordsOf } from './projectFields.ts';

export const setup: Subcommand = {
  name: 'setup',
  usage: '',
  does: 'sets a project up in this channel, with a form',
  audience: 'admins',
  opensForm: true,
  run: (call) =>
    openForm({ ...call, title: 'Set up a project' }, async () => {
      const { services, place, actor, isDirect } = call;
      const admin = await known(actor);
      if (!admin.isAdmin) return refuse(notAdmin(admin));
      if (isDirect) return refuse({ kind: 'not-a-channel' });
      const present = await services.store.projectInChannel(place.teamId, place.channelId);
      if (present && present.status !== 'closed') return refuse({ kind: 'project-exists', projectName: present.name });
      const timeZone = await timeZoneOf(services, actor.userId);
      return { ok: true, value: setupForm(place.channelId, timeZone, dayAt(services.clock.now(), timeZone)) };
    }),
};

/** The admin's own, as Slack knows it. */
async function timeZoneOf(services: Parameters<Subcommand['run']>[0]['services'], userId: string): Promise<string> {
  const zone = (await services.directory.find(userId))?.timeZone;
  return timeZoneNamed(zone ?? '') ?? 'UTC';
}

export function listenToSetupForm(bolt: App, services: Services): void {
  onSubmit(bolt, services, {
    callbackId: SETUP_FORM,
    firstField: 'name',
    readTarget: readChannelTarget,
    async run({ slack, place, actor, fields, idempotencyKey }) {
      const words = {
        ...projectWordsOf(fields),
        people: await peopleOf(services, fields),
        paymentAgreed: fields.choice('payment') === 'yes',
      };
      return outcomeOf(await setUpProject(services, { ...place, actor, words, idempotencyKey }), async (project) => {
        // Before delivery begins: what is posted to a channel that the app is not in would have to wait.
        const isIn = await joinChannel(services, slack, place.channelId);
        const answer = setUpAnswer(project);
        return isIn ? answer : withInvitation(answer);
      });
    },
  });
}
