import { changedAnswer, refusal, repeatedAnswer } from '../../../blocks/shared/answers.ts';
import { dayAt } from '../../core/day.ts';
import { firstWord } from '../../interactions/commandLine.ts';
import { refusalAnswer } from '../../interactions/errorBoundary.ts';
import type { Subcommand } from '../../interactions/subcommand.ts';
import { alreadyRead } from '../../projects/find.ts';
import { readAddWords } from '../addLine.ts';
import { asSeen, loadAuthorisedMilestone } from '../find.ts';
import { moveMilestone } from '../move.ts';

export const move: Subcommand = {
  name: 'move',
  usage: '3 11 Dec -- the reason',
  does: 'gives milestone 3 a new date; the client reads the reason',
  audience: 'experts',
  async run({ services, place, actor, words, idempotencyKey }) {
    const [typed, rest] = firstWord(words);
    const found = await loadAuthorisedMilestone(services.store, { place, actor, typed }, 'change-milestones');
    if (!found.ok) return refusalAnswer(found.failure);
    const { project, milestone } = found.value;
    const today = dayAt(services.clock.now(), project.timeZone);
    const read = readAddWords(rest, { today, wanted: 'coming', workingDays: project.workingDays });
    if (read.dueProblem) return refusal(read.dueProblem);
    const { seenSeq } = await asSeen(services.store, milestone);
    // With or without hyphens: whatever follows the date is the reason.
    const reason = [read.title, read.description].filter((part) => part !== '').join(' – ');
    const moved = await moveMilestone(services, {
      place: alreadyRead(place, project),
      actor,
      typed,
      due: read.due,
      reason,
      seenSeq,
      idempotencyKey,
    });
    if (!moved.ok) {
      const { failure } = moved;
      return refusal('kind' in failure ? failure : failure.map((each) => each.failure));
    }
    if (moved.value === 'repeated') return repeatedAnswer();
    return changedAnswer('edited', moved.value);
  },
};
