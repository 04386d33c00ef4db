/**
 * The obvious design: one job of Agenda for each milestone, scheduled at its due time. Its handler reads the milestone and
 * its project and posts to each expert. Run as a process it is a worker; arguments: the database, the Web API.
 */
import { fileURLToPath } from 'node:url';
import { MongoBackend } from '@agendajs/mongo-backend';
import { WebClient } from '@slack/web-api';
import { Agenda } from 'agenda';
import { MongoClient, ObjectId } from 'mongodb';
import { BOT_TOKEN, startProcess } from './process.mjs';
import { insertInBatches, milestoneId } from './seed.mjs';

const COLLECTION = 'obviousJobs';
const JOB = 'remind of a milestone';
/** As many at once as our delivery works on. */
const AT_ONCE = 32;
const DAY_MS = 86_400_000;

const self = fileURLToPath(import.meta.url);

function agendaOn(db) {
  return new Agenda({
    backend: new MongoBackend({ mongo: db, collection: COLLECTION }),
    processEvery: '1 second',
    maxConcurrency: AT_ONCE,
    defaultConcurrency: AT_ONCE,
  });
}

/** A job for each milestone, all of them in two days. */
export async function insertJobs({ connection }, count) {
  // Agenda makes its own indexes.
  const agenda = agendaOn(connection.db);
  await agenda.start();
  await agenda.stop();
  const nextRunAt = new Date(Date.now() + 2 * DAY_MS);
  const collection = connection.collection(COLLECTION);
  await insertInBatches(collection, count, (index) => ({
    _id: new ObjectId(),
    name: JOB,
    type: 'normal',
    priority: 0,
    data: { milestoneId: milestoneId(index) },
    nextRunAt,
    lockedAt: null,
    lastModifiedBy: null,
  }));
  // For the measurement alone, which moves some of them.
  await collection.createIndex({ 'data.milestoneId': 1 });
}

export async function startObvious({ uri, apiUrl }) {
  const worker = startProcess(self, { args: [uri, apiUrl] });
  await new Promise((resolve) => worker.child.once('message', resolve));
  return worker;
}

async function work([uri, slackApiUrl]) {
  const client = await new MongoClient(uri).connect();
  const db = client.db();
  const slack = new WebClient(BOT_TOKEN, { slackApiUrl });
  const agenda = agendaOn(db);
  agenda.define(JOB, async (job) => {
    const milestone = await db.collection('milestones').findOne({ _id: job.attrs.data.milestoneId });
    if (milestone?.state !== 'open') return;
    const project = await db.collection('projects').findOne({ _id: milestone.projectId });
    for (const { userId } of project.people) {
      const { channel } = await slack.conversations.open({ users: userId });
      await slack.chat.postMessage({ channel: channel.id, text: `${milestone.title} is due on ${milestone.due}` });
    }
    const remindedOn = new Date().toISOString().slice(0, 10);
    await db.collection('milestones').updateOne({ _id: milestone._id }, { $set: { remindedOn } });
  });
  await agenda.start();
  process.send('ready');
  process.on('SIGTERM', () => process.exit(0));
  process.on('disconnect', () => process.exit(0));
}

if (process.argv[1] === self) await work(process.argv.slice(2));
