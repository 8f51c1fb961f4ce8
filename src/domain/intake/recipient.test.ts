import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPartOf, localPartsInHead, replyAddress, replyTokenOf } from './recipient.ts';

test('an address is known by its local part, whatever its case and tag', () => {
  assert.equal(localPartOf('Mobile-7k3f@Leads.Example', 'leads.example'), 'mobile-7k3f');
  assert.equal(localPartOf('mobile-7k3f+ad=12@leads.example', 'leads.example'), 'mobile-7k3f');
});

test('an address of another domain, or without a name, is nobody', () => {
  for (const address of [
    'a@example.org',
    'a@sub.leads.example',
    '@leads.example',
    '+tag@leads.example',
    'a',
    '',
  ]) {
    assert.equal(localPartOf(address, 'leads.example'), null, address);
  }
});

test('a reply address leads back to its token', () => {
  const localPart = localPartOf(replyAddress('3f9x', 'leads.example'), 'leads.example');
  assert.equal(replyTokenOf(localPart ?? ''), '3f9x');
  assert.equal(replyTokenOf('mobile-7k3f'), null);
});

test('the head of a mail names the addresses of ours it is for, folded or not, and nothing below it counts', () => {
  const head =
    'Delivered-To: Golf-1@leads.test\r\nTo: "Haus, A" <info@haus.example>,\r\n <r-abc@leads.test>\r\n' +
    'Subject: to x@leads.test\r\nCc: golf-1+ad7@LEADS.test\r\n\r\nTo: y@leads.test\r\n';
  assert.deepEqual(localPartsInHead(head, 'leads.test'), ['golf-1', 'r-abc']);
  assert.deepEqual(localPartsInHead('To: a@other.test', 'leads.test'), []);
});
