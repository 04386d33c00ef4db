/**
 * Reminders: what one look at all milestones costs, of ten thousand, a hundred thousand and a million of which 1,000 are
 * due, and how many reminders a second leave, against one job of Agenda for each milestone (support/obvious.mjs).
 */
import { remindOfDueMilestones } from '../dist/src/reminders/remind.js';
import { countCommands, freshDatabase } from './support/database.mjs';
import { insertJobs, startObvious } from './support/obvious.mjs';
import { pause, startApp } from './support/process.mjs';
import { insertInBatches, milestoneId, milestoneRow, seedProjects, today } from './support/seed.mjs';
import { startQuickSlack } from './support/slack.mjs';
import { inTurns, median, ratios, spread } from './support/stats.mjs';

const SIZES = [10_000, 100_000, 1_000_000];
const DUE = 1_000;
const IN_PROJECT = 10;
/** Due in each project that has due ones: each of 1,000 projects hears of one, or each of 250 of four. */
const DUE_IN_PROJECT = [1, 4];
const WORKERS = [1, 2, 4];
const HOUR_MS = 3_600_000;
const TOLD_MS = 300_000;
/** The engine knows its own indexes well some seconds after the data came. */
const ANALYSED_MS = 8_000;

const dueIds = (perProject) =>
  Array.from({ length: DUE }, (_, index) =>
    milestoneId(Math.floor(index / perProject) * IN_PROJECT + (index % perProject)),
  );

/** A milestone's own number comes back in the message that tells of it. */
async function seeded(size) {
  const database = await freshDatabase(`reminders_${size}`, { monitorCommands: true });
  await seedProjects(database, size / IN_PROJECT);
  const later = new Date(Date.now() + 48 * HOUR_MS);
  await insertInBatches(database.connection.collection('milestones'), size, (index) => {
    const isFirst = index < DUE * IN_PROJECT && index % IN_PROJECT < Math.max(...DUE_IN_PROJECT);
    return milestoneRow(index, IN_PROJECT, { remindAt: later, ...(isFirst ? { due: today() } : {}) });
  });
  return database;
}

/** Nobody was reminded of anything today, and so many are due at an instant. */
async function makeDue({ connection }, perProject, remindAt) {
  await Promise.all(['changes', 'subscriptions', 'messages'].map((name) => connection.collection(name).deleteMany({})));
  const due = { $set: { remindAt }, $unset: { remindedOn: 1 } };
  await connection.collection('milestones').updateMany({ _id: { $in: dueIds(perProject) } }, due);
}

/** One wake-up, as the job makes it. */
async function wakeUp(database, perProject) {
  await makeDue(database, perProject, new Date(Date.now() - HOUR_MS));
  const counting = countCommands(database.connection);
  const began = performance.now();
  const decided = await remindOfDueMilestones({ store: database.store, clock: { now: () => new Date() } });
  const ms = performance.now() - began;
  if (decided !== DUE) throw new Error(`${decided} milestones were decided on, not ${DUE}`);
  return { ms, ...counting.stop() };
}

/** How the database finds what one wake-up asks for. */
async function plansOf({ connection }, { finds }) {
  const stages = new Set();
  for (const { find, filter, sort, limit } of finds.filter((each) => each.find === 'milestones')) {
    const asked = { find, filter, ...(sort ? { sort } : {}), ...(limit ? { limit } : {}) };
    const { queryPlanner } = await connection.db.command({ explain: asked, verbosity: 'queryPlanner' });
    const plan = JSON.stringify(queryPlanner.winningPlan);
    for (const stage of ['IXSCAN', 'COLLSCAN']) if (plan.includes(stage)) stages.add(stage);
  }
  return [...stages].join(', ');
}

/** Milestones told a second by so many processes, from the moment they become due until the last message is accepted. */
async function rate(slack, start, due) {
  const processes = await start();
  // Both designs look each second: the moment within it is not always the same.
  await pause(2_000 + Math.random() * 1_000);
  await slack.forget();
  const began = performance.timeOrigin + performance.now();
  await due(processes);
  await slack.until('marks', DUE, TOLD_MS);
  const { marks } = await slack.all();
  await Promise.all(processes.map(({ stop }) => stop()));
  return { perSecond: DUE / ((Math.max(...marks.map(([, at]) => at)) - began) / 1_000) };
}

function ourRate(database, slack, count, perProject) {
  const { uri } = database;
  return rate(
    slack,
    async () => {
      // Nothing is due yet: a worker looks as soon as it starts.
      await makeDue(database, perProject, new Date(Date.now() + HOUR_MS));
      return Promise.all(Array.from({ length: count }, () => startApp({ uri, apiUrl: slack.apiUrl, role: 'worker' })));
    },
    async ([first]) => {
      await makeDue(database, perProject, new Date());
      // As when a quarter of a minute is over: one worker looks at what is due.
      first.wake();
    },
  );
}

function obviousRate(database, slack, count, perProject) {
  const { uri } = database;
  return rate(
    slack,
    () => Promise.all(Array.from({ length: count }, () => startObvious({ uri, apiUrl: slack.apiUrl }))),
    () =>
      database.connection
        .collection('obviousJobs')
        .updateMany(
          { 'data.milestoneId': { $in: dueIds(perProject) } },
          { $set: { nextRunAt: new Date(), lockedAt: null } },
        ),
  );
}

export async function run({ isQuick }) {
  const rounds = isQuick ? 2 : 5;
  const pairs = isQuick ? 1 : 5;
  const sizes = isQuick ? SIZES.slice(0, 2) : SIZES;
  const slack = await startQuickSlack();
  const databases = new Map();
  for (const size of sizes) {
    const began = performance.now();
    const database = await seeded(size);
    await insertJobs(database, size, IN_PROJECT);
    databases.set(size, database);
    console.error(`  ${size} milestones and jobs: ${Math.round((performance.now() - began) / 1000)} s`);
  }
  await pause(ANALYSED_MS);
  const rows = [];
  for (const perProject of DUE_IN_PROJECT) rows.push(...(await wakeUpRows(databases, perProject, rounds)));
  const [least] = sizes;
  const most = sizes.at(-1);
  rows.push(...(await rateRows(databases.get(least), slack, 1, least, [1], pairs)));
  rows.push(...(await rateRows(databases.get(least), slack, 4, least, isQuick ? [1] : WORKERS, pairs)));
  rows.push(...(await rateRows(databases.get(most), slack, 4, most, [1], pairs)));
  await slack.stop();
  for (const database of databases.values()) await database.drop();
  return rows;
}

async function wakeUpRows(databases, perProject, rounds) {
  const measurements = [...databases].map(([size, database]) => [size, () => wakeUp(database, perProject)]);
  for (const [, measure] of measurements) await measure();
  const results = await inTurns(rounds, Object.fromEntries(measurements));
  const msOf = (size) => results[size].map(({ ms }) => ms);
  const [least] = databases.keys();
  const rows = [];
  for (const [size, database] of databases) {
    const [{ commands, read }] = results[size];
    const plan = await plansOf(database, results[size].at(-1));
    const growth = ratios(msOf(size), msOf(least));
    const all = Object.entries(read).map(([name, count]) => `${count} ${name}`);
    rows.push({
      what: `one wake-up, ${size.toLocaleString('en')} open milestones, ${DUE} due in ${DUE / perProject} projects`,
      figures: `${spread(msOf(size), 0)} ms, ${commands.length} commands, read ${all.join(', ')}; ${plan}`,
      ...(size === least ? {} : { compared: `${spread(growth, 2)} × the time of ${least.toLocaleString('en')}` }),
      goal: `${size === least ? '' : 'time ≤ 1.2 ×, '}milestones read ≤ 1.1 × due, IXSCAN`,
      met: (size === least || median(growth) <= 1.2) && read.milestones <= 1.1 * DUE && plan === 'IXSCAN',
    });
  }
  return rows;
}

async function rateRows(database, slack, perProject, size, workers, rounds) {
  const rows = [];
  for (const count of workers) {
    const { ours, obvious } = await inTurns(rounds, {
      ours: () => ourRate(database, slack, count, perProject),
      obvious: () => obviousRate(database, slack, count, perProject),
    });
    const of = (results) => results.map(({ perSecond }) => perSecond);
    const faster = ratios(of(ours), of(obvious));
    rows.push({
      what: `${DUE} reminders in ${DUE / perProject} projects, of ${size.toLocaleString('en')} milestones, ${count} worker${count > 1 ? 's' : ''}`,
      figures: `${spread(of(ours))} a second; a job for each: ${spread(of(obvious))}`,
      compared: `${spread(faster, 2)} × a job for each`,
      goal: '≥ 3 ×',
      met: median(faster) >= 3,
    });
  }
  return rows;
}
