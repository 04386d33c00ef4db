/** What a board costs: drawing it, its bytes, and a whole update from the database to an accepted `chat.update`. */
import { WebClient } from '@slack/web-api';
import { boardMessage } from '../dist/blocks/board/board.js';
import { addDays } from '../dist/src/core/day.js';
import { messagesOn } from '../dist/src/delivery/messages.js';
import { freshDatabase } from './support/database.mjs';
import { BOT_TOKEN } from './support/process.mjs';
import { channelOf, insertInBatches, milestoneRow, projectId, seedProjects, today } from './support/seed.mjs';
import { startQuickSlack } from './support/slack.mjs';
import { inTurns, spread } from './support/stats.mjs';

const SIZES = [1, 10, 100];
/** Boards drawn for one figure. */
const DRAWN = 100;
const UPDATED = 20;

/** Titles of 40 characters, a third of them completed, from three weeks ago on. */
function fieldsOf(index) {
  const due = addDays(today(), index - 21);
  const state = index % 3 === 0 ? { state: 'completed', completedOn: due } : { state: 'open' };
  return { title: `Chapter ${index + 1} of the final report, agreed`.padEnd(40, '.'), due, ...state };
}

export async function run({ isQuick }) {
  const rounds = isQuick ? 2 : 5;
  const database = await freshDatabase('board');
  await seedProjects(database, SIZES.length);
  const milestones = database.connection.collection('milestones');
  for (const [project, size] of SIZES.entries()) {
    await insertInBatches(milestones, size, (index) =>
      milestoneRow(project * 100 + index, 100, {
        ...fieldsOf(index),
        projectId: projectId(project),
        number: index + 1,
      }),
    );
  }
  const slack = await startQuickSlack();
  const messages = messagesOn(new WebClient(BOT_TOKEN, { slackApiUrl: slack.apiUrl }));
  const { store } = database;

  async function shown(project, tier = 'table') {
    const found = await store.projectById(projectId(project));
    return { found, all: await store.milestonesOf(found.id), tier };
  }
  async function drawn(project, tier) {
    const { found, all } = await shown(project);
    const began = performance.now();
    for (let i = 0; i < DRAWN; i++) boardMessage(found, all, today(), tier);
    return (performance.now() - began) / DRAWN;
  }
  async function updated(project) {
    const began = performance.now();
    for (let i = 0; i < UPDATED; i++) {
      const { found, all } = await shown(project);
      await messages.edit(channelOf(project), found.boardTs, boardMessage(found, all, today(), 'table'));
    }
    return (performance.now() - began) / UPDATED;
  }
  async function bytesOf(project, tier) {
    const { found, all } = await shown(project);
    await slack.forget();
    await messages.edit(channelOf(project), found.boardTs, boardMessage(found, all, today(), tier));
    return (await slack.all()).bytes['chat.update'];
  }

  const rows = [];
  for (const [project] of SIZES.entries()) await Promise.all([drawn(project, 'table'), updated(project)]);
  const results = await inTurns(
    rounds,
    Object.fromEntries(
      SIZES.flatMap((size, project) => [
        [`${size} table`, () => drawn(project, 'table')],
        [`${size} sections`, () => drawn(project, 'sections')],
        [`${size} update`, () => updated(project)],
      ]),
    ),
  );
  for (const [project, size] of SIZES.entries()) {
    const [table, sections] = [await bytesOf(project, 'table'), await bytesOf(project, 'sections')];
    rows.push({
      what: `board of ${size}`,
      figures: `drawn in ${spread(results[`${size} table`], 2)} ms, as sections ${spread(results[`${size} sections`], 2)} ms; read, drawn and accepted in ${spread(results[`${size} update`])} ms; ${table.toLocaleString('en')} bytes sent, as sections ${sections.toLocaleString('en')}`,
    });
  }
  await slack.stop();
  await database.drop();
  return rows;
}
