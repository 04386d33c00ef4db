import { describe, expect, it } from '@jest/globals';
import { CHANNEL, call, id, NO_CHANNEL, refusals } from './slack.ts';

/** docs.slack.dev/reference/methods/files.getUploadURLExternal and files.completeUploadExternal */
describe('an upload', () => {
  it('is announced, sent to the address given, and finished: id and title, no ts', async () => {
    const announced = await call('files.getUploadURLExternal', { filename: 'contract.txt', length: 5 });
    expect(announced).toEqual({ ok: true, upload_url: expect.stringMatching(/^https?:/), file_id: id('F') });
    const sent = await fetch(String(announced.upload_url), { method: 'POST', body: 'words' });
    expect(sent.status).toBe(200);
    const files = [{ id: String(announced.file_id), title: 'Contract' }];
    expect(await call('files.completeUploadExternal', { files, channel_id: CHANNEL })).toMatchObject({
      ok: true,
      files,
    });
  });

  refusals([
    ['missing_argument', 'no bytes', 'files.getUploadURLExternal', { filename: 'a.txt', length: 0 }],
    [
      'alt_txt_too_large',
      'more than 1,000 characters',
      'files.getUploadURLExternal',
      { filename: 'a.png', length: 1, alt_txt: 'x'.repeat(1001) },
    ],
    ['file_not_found', 'no such file', 'files.completeUploadExternal', { files: [{ id: 'F0000000000' }] }],
    [
      'channel_not_found',
      'no such channel',
      'files.completeUploadExternal',
      { files: [{ id: 'F0000000000' }], channel_id: NO_CHANNEL },
    ],
  ]);
});
