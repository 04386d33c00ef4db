import { describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { TOKEN } from '../support/seed.ts';
import { post, setting } from '../support/setting.ts';

const CONTENT = Buffer.from('title,due\r\nFirst draft,2026-12-04\r\n');

async function announced() {
  const all = await setting();
  const asked = { filename: 'milestones.csv', length: String(CONTENT.length) };
  const { file_id, upload_url } = await all.api('files.getUploadURLExternal', asked);
  return { ...all, fileId: String(file_id), uploadUrl: String(upload_url) };
}

describe('an upload', () => {
  it('is announced, sent and finished, and its message comes after that', async () => {
    const { slack, api, fileId, uploadUrl } = await announced();
    expect((await fetch(uploadUrl, { method: 'POST', body: CONTENT })).status).toBe(200);
    const files = [{ id: fileId, title: 'All milestones' }];
    const finished = await api('files.completeUploadExternal', { files, channel_id: 'C0IN', initial_comment: 'Here' });
    expect(finished).toEqual({ ok: true, files });
    const message = await slack.until('the message', () => slack.messages('C0IN')[0]);
    expect(message).toMatchObject({ text: 'Here', fileIds: [fileId] });
    const { messages } = await api('conversations.history', { channel: 'C0IN' });
    expect(messages).toMatchObject([{ files: [{ id: fileId, title: 'All milestones', size: CONTENT.length }] }]);
    expect(await api('files.info', { file: fileId })).toMatchObject({ file: { name: 'milestones.csv' } });
  });

  it("works with the SDK's filesUploadV2", async () => {
    const { slack } = await setting();
    const client = new WebClient(TOKEN, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
    await client.filesUploadV2({ channel_id: 'C0IN', file: CONTENT, filename: 'milestones.csv' });
    await slack.until('the message', () => slack.messages('C0IN')[0]?.fileIds?.length === 1);
  });

  it('has exactly the announced length', async () => {
    const { uploadUrl } = await announced();
    expect((await fetch(uploadUrl, { method: 'POST', body: 'too short' })).status).toBe(400);
  });

  it('is finished once, and only after its bytes came', async () => {
    const { slack, uploadUrl, fileId } = await announced();
    const finish = async () =>
      (await post(slack, 'files.completeUploadExternal', { files: [{ id: fileId }] })).json() as Promise<unknown>;
    expect(await finish()).toEqual({ ok: false, error: 'file_not_found' });
    await fetch(uploadUrl, { method: 'POST', body: CONTENT });
    expect(await finish()).toMatchObject({ ok: true });
    expect(await finish()).toEqual({ ok: false, error: 'file_not_found' });
  });

  it.each([
    ['missing_argument', { filename: 'a', length: '0' }],
    ['alt_txt_too_large', { filename: 'a', length: '1', alt_txt: 'x'.repeat(1001) }],
    ['snippet_too_large', { filename: 'a', length: '1000001', snippet_type: 'python' }],
  ])('is refused: %s', async (error, args) => {
    const { api } = await setting();
    expect(await api('files.getUploadURLExternal', args)).toEqual({ ok: false, error });
  });
});
