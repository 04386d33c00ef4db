import { addDays, dayAt } from '../../dist/src/core/day.js';

const TEAM = 'T0BENCH';
const BATCH = 2_000;

const idOf = (kind, index) => `${kind}${String(index).padStart(23, '0')}`;
export const projectId = (index) => idOf('a', index);
export const milestoneId = (index) => idOf('b', index);
export const channelOf = (index) => `C${index}`;
export const expertOf = (index) => `U${index}`;

/** A zone in which it is about noon: nobody is reminded at night. */
export const ZONE_AT_NOON = (() => {
  const ahead = 12 - new Date().getUTCHours();
  // Names of these zones have the sign the other way round.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
})();
export const today = () => dayAt(new Date(), ZONE_AT_NOON);

/** An open project with one expert, in a channel of its own, whose board is there already. */
function projectRow(index, fields) {
  return {
    _id: projectId(index),
    version: 1,
    teamId: TEAM,
    channelId: channelOf(index),
    name: `Project ${index}`,
    people: [{ userId: expertOf(index), teamId: TEAM, name: `Expert ${index}`, role: 'lead' }],
    startDate: addDays(today(), -30),
    completionDate: addDays(today(), 300),
    timeZone: ZONE_AT_NOON,
    workingDays: [1, 2, 3, 4, 5, 6, 7],
    payment: { agreed: false },
    status: 'open',
    live: true,
    nextNumber: 1,
    boardTs: '1700000000.000100',
    boardLink: 'https://bench.example/board',
    ...fields,
  };
}

export async function insertInBatches(collection, count, rowOf, from = 0) {
  for (let begin = from; begin < count; begin += BATCH) {
    const size = Math.min(BATCH, count - begin);
    const rows = Array.from({ length: size }, (_, offset) => rowOf(begin + offset));
    await collection.insertMany(rows, { ordered: false });
  }
}

/** No board is drawn for the new day while something is measured. */
const LOOK_MS = 30 * 86_400_000;

export async function seedProjects({ connection }, count, fields = {}) {
  await insertInBatches(connection.collection('projects'), count, (index) => projectRow(index, fields));
  await insertInBatches(connection.collection('subscriptions'), count, boardRow);
}

/** The board of a project, as it is after it was posted. */
function boardRow(index) {
  const { _id, teamId, channelId, boardTs } = projectRow(index, {});
  const long = new Date(0);
  return {
    _id: `${_id}:board`,
    projectId: _id,
    teamId,
    key: 'board',
    stream: 'board',
    receiver: channelId,
    isPerson: false,
    cursor: 0,
    latest: 0,
    pending: false,
    readyAt: long,
    setAt: long,
    dueAt: long,
    attempts: 0,
    posted: 1,
    boardTs,
    lookAt: new Date(Date.now() + LOOK_MS),
  };
}

export function milestoneRow(index, perProject, fields) {
  const number = (index % perProject) + 1;
  return {
    _id: milestoneId(index),
    projectId: projectId(Math.floor(index / perProject)),
    number,
    version: 1,
    title: `Chapter ${number} mark-${index}-`,
    description: 'What it will contain',
    due: addDays(today(), 30),
    firstDue: addDays(today(), 30),
    publishedAt: new Date(),
    state: 'open',
    ...fields,
  };
}
