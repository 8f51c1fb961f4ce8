import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPartOf, replyAddress, replyTokenOf } from './recipient.ts';

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
