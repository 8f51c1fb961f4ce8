import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBounce } from './bounce.ts';
import { mailOf } from './mail.fixtures.ts';

const MESSAGE_ID = '019a0000-0000-7000-8000-000000000001@leadwacht';

// Fields and their order as in RFC 3464, 4 and 6; servers and addresses made up.
const report = (
  action: string,
  { status = '5.1.1', diagnostic = 'smtp; 550 5.1.1 <karla@kunde.example>: no such user' } = {},
) => ({
  ...mailOf({
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Undelivered Mail Returned to Sender',
    headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"' },
    text: 'I am sorry to have to inform you',
  }),
  attachments: [
    part(
      'message/delivery-status',
      `Reporting-MTA: dns; mx.example\r\nArrival-Date: Mon, 2 Mar 2026 15:00:00 +0100\r\n\r\n` +
        `Final-Recipient: rfc822; karla@kunde.example\r\nAction: ${action}\r\nStatus: ${status}\r\n` +
        `Diagnostic-Code: ${diagnostic.replace(': ', ':\r\n    ')}\r\n`,
    ),
    part(
      'text/rfc822-headers',
      `From: Vera <r-x@leads.example>\r\nMessage-ID: <${MESSAGE_ID}>\r\nSubject: Ihr Golf\r\n`,
    ),
  ],
});

const part = (type: string, content: string) => {
  const [attachment] = mailOf({ attachment: { type, content } }).attachments;
  assert.ok(attachment);
  return attachment;
};

test('a report says who was not reached, why, and which mail it speaks of', () => {
  assert.deepEqual(parseBounce(report('failed')), {
    kind: 'failed',
    recipient: 'karla@kunde.example',
    status: '5.1.1',
    said: '550 5.1.1 <karla@kunde.example>: no such user',
    messageId: MESSAGE_ID,
  });
});

test('a delay is told apart from a failure', () => {
  assert.equal(parseBounce(report('Delayed', { status: '4.4.1' }))?.kind, 'delayed');
});

test('a delivery is no trouble, nor is a read receipt', () => {
  assert.equal(parseBounce(report('delivered', { status: '2.0.0' })), null);
  const receipt = { 'Content-Type': 'multipart/report; report-type=disposition-notification' };
  assert.equal(parseBounce(mailOf({ headers: receipt, text: 'Gelesen.' })), null);
});

test('the letter of a server that writes no reports is read as well', () => {
  const text =
    'Hi. This is the mail program at mx.example.\n\n<karla@kunde.example>:\n' +
    'Remote host said: 550 5.2.2 mailbox full\n\n--- Below this line is a copy of the message.\n\n' +
    `Message-ID: <${MESSAGE_ID}>\nSubject: Ihr Golf\n`;
  assert.deepEqual(
    parseBounce(mailOf({ from: 'MAILER-DAEMON@mx.example', subject: 'failure notice', text })),
    {
      kind: 'failed',
      recipient: 'karla@kunde.example',
      status: '5.2.2',
      said: '550 5.2.2 mailbox full',
      messageId: MESSAGE_ID,
    },
  );
});

test('a report that names nothing is a failure of something', () => {
  const bounce = parseBounce(mailOf({ from: 'mailer-daemon@mx.example', subject: 'Mail delivery failed' }));
  assert.deepEqual(bounce, { kind: 'failed', recipient: null, status: null, said: '', messageId: null });
});
