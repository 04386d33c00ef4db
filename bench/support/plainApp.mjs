/**
 * The app that a careful developer writes in a day: Bolt and Mongoose, the same visible job as `/milestone add`, and no
 * promise. It finds the project and the right, inserts milestone and history, posts the update, redraws the board with all
 * milestones, and answers in private. What breaks in the middle stays broken; what is sent twice is done twice. It draws
 * the same messages as Milepost, so the difference is what a promise costs.
 * Arguments: the port, the database's address, the address of the Web API.
 */
import { App, HTTPReceiver } from '@slack/bolt';
import mongoose from 'mongoose';
import { boardMessage } from '../../dist/blocks/board/board.js';
import { updateMessage } from '../../dist/blocks/history/update.js';
import { addedAnswer } from '../../dist/blocks/shared/answers.js';
import { dayAt } from '../../dist/src/core/day.js';

const [port, uri, slackApiUrl] = process.argv.slice(2);
const { Schema } = mongoose;

const person = new Schema({ userId: String, teamId: String, name: String, role: String }, { _id: false });
const Project = mongoose.model(
  'Project',
  new Schema({
    _id: String,
    teamId: String,
    channelId: String,
    name: String,
    people: [person],
    startDate: String,
    completionDate: String,
    timeZone: String,
    workingDays: [Number],
    status: String,
    live: Boolean,
    nextNumber: Number,
    boardTs: String,
    boardLink: String,
  }).index({ teamId: 1, channelId: 1, live: 1 }),
);
const milestoneFields = { title: String, description: String, due: String, state: String };
const Milestone = mongoose.model(
  'Milestone',
  new Schema({ projectId: String, number: Number, ...milestoneFields }).index({ projectId: 1, number: 1 }),
);
const Change = mongoose.model(
  'Change',
  new Schema({
    projectId: String,
    kind: { type: String },
    milestoneNumber: Number,
    after: milestoneFields,
    by: { userId: String, teamId: String, name: String },
    at: Date,
  }).index({ projectId: 1, at: 1 }),
);
await mongoose.connect(uri);

const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  customRoutes: [{ path: '/readyz', method: 'GET', handler: (_, response) => response.end('ready') }],
});
const app = new App({ token: process.env.SLACK_BOT_TOKEN, receiver, clientOptions: { slackApiUrl } });

app.command('/milestone', async ({ ack, command, respond, client }) => {
  await ack();
  const { team_id: teamId, channel_id: channel, user_id: userId } = command;
  const [, due, title, description] = /^add (\S+) (.+?) -- (.+)$/.exec(command.text) ?? [];
  if (due === undefined) return void (await respond('Write `add`, the date, the title, `--` and the description.'));
  const project = await Project.findOne({ teamId, channelId: channel, live: true }).lean();
  const author = project?.people.find((each) => each.userId === userId && each.role !== 'client');
  if (!author) return void (await respond('Only experts of this project may add milestones.'));
  const at = new Date();
  const today = dayAt(at, project.timeZone);
  const { nextNumber: number } = await Project.findByIdAndUpdate(project._id, { $inc: { nextNumber: 1 } }).lean();
  const fields = { title, description, due, state: 'open' };
  const milestone = await Milestone.create({ projectId: project._id, number, ...fields });
  const by = { userId, teamId, name: author.name };
  const change = { projectId: project._id, kind: 'added', milestoneNumber: number, after: fields, by, at };
  await Change.create(change);
  await client.chat.postMessage({ channel, ...updateMessage(project, [change]) });
  const milestones = await Milestone.find({ projectId: project._id, state: { $ne: 'removed' } })
    .sort({ number: 1 })
    .lean();
  await client.chat.update({ channel, ts: project.boardTs, ...boardMessage(project, milestones, today) });
  await respond({
    response_type: 'ephemeral',
    ...addedAnswer({ project, milestone: milestone.toObject(), today, idempotencyKey: String(change.at.getTime()) }),
  });
});
await app.start({ port: Number(port), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
