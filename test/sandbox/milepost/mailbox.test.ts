import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import type { Mail, Mailbox } from '../../../sandbox/milepost/mail/mailbox.ts';
import { startMailbox } from '../../../sandbox/milepost/mail/mailbox.ts';

const NOW = new Date('2026-03-02T09:00:00Z');

let box: Mailbox;

beforeEach(async () => {
  box = await startMailbox({ now: () => NOW });
});

afterEach(() => box.close());

function send(mail: Parameters<ReturnType<typeof createTransport>['sendMail']>[0]) {
  return createTransport(box.url).sendMail(mail);
}

describe('the mailbox', () => {
  test('listens on loopback only', () => {
    expect(box.url).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
  });

  test('keeps what was sent: sender, receivers, subject, both bodies and the time', async () => {
    await send({
      from: 'Milepost <milepost@northbeam.example>',
      to: 'clara.wendmoor@northbeam.example',
      bcc: 'okan.brisling@northbeam.example',
      subject: 'Überfällig: Interviews',
      text: 'Two days late.',
      html: '<p>Two days late.</p>',
    });
    expect(box.mails).toEqual([
      {
        id: 'mail-1',
        at: NOW,
        from: 'Milepost <milepost@northbeam.example>',
        to: ['clara.wendmoor@northbeam.example', 'okan.brisling@northbeam.example'],
        subject: 'Überfällig: Interviews',
        text: expect.stringMatching(/^Two days late\.\s*$/),
        html: expect.stringContaining('<p>Two days late.</p>'),
        attachments: [],
      },
    ]);
  });

  test('a mail of mere text has no html', async () => {
    await send({ from: 'a@northbeam.example', to: 'b@northbeam.example', subject: 'Plain', text: 'Words' });
    expect(box.mails[0]).not.toHaveProperty('html');
    expect(box.mails[0]?.from).toBe('a@northbeam.example');
  });

  test('names attachments with type and size', async () => {
    const content = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x0d, 0x0a, 0x00, 0xff]);
    await send({
      from: 'a@northbeam.example',
      to: 'b@northbeam.example',
      subject: 'Evidence',
      text: 'See inside',
      attachments: [{ filename: 'evidence.pdf', contentType: 'application/pdf', content }],
    });
    expect(box.mails[0]?.attachments).toEqual([{ name: 'evidence.pdf', type: 'application/pdf', size: 8 }]);
  });

  test('tells of each mail as it comes, until told to stop', async () => {
    const heard: Mail[] = [];
    const off = box.onMail((mail) => heard.push(mail));
    await send({ from: 'a@northbeam.example', to: 'b@northbeam.example', subject: 'One', text: '1' });
    off();
    await send({ from: 'a@northbeam.example', to: 'b@northbeam.example', subject: 'Two', text: '2' });
    expect(heard.map(({ subject }) => subject)).toEqual(['One']);
    expect(box.mails.map(({ id }) => id)).toEqual(['mail-1', 'mail-2']);
  });

  test('once closed, nobody reaches it', async () => {
    await box.close();
    await expect(send({ from: 'a@x.example', to: 'b@x.example', text: 'late' })).rejects.toThrow('ECONNREFUSED');
  });
});
