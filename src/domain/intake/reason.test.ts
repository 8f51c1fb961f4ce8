import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recognitionOf } from './reason.ts';

test("a reader's reason is taken apart into what it was recognised by", () => {
  assert.deepEqual(recognitionOf('ADF in my lead.xml'), {
    by: 'document',
    what: 'ADF',
    where: 'my lead.xml',
  });
  assert.deepEqual(recognitionOf('from: no-reply@x.example, subject: call'), {
    by: 'sender',
    what: 'no-reply@x.example',
  });
  assert.deepEqual(recognitionOf('x-mobilede-buyer-id'), { by: 'header', what: 'x-mobilede-buyer-id' });
  assert.deepEqual(recognitionOf('footer of https://x.example'), { by: 'footer', what: 'https://x.example' });
  assert.deepEqual(recognitionOf('a JSON object with "leadgen_id"'), { by: 'member', what: 'leadgen_id' });
  assert.deepEqual(recognitionOf('a JSON object'), { by: 'json', what: 'JSON' });
  assert.deepEqual(recognitionOf('12 labels'), { by: 'labels', count: 12 });
  assert.deepEqual(recognitionOf('what nobody has seen'), { by: 'other', what: 'what nobody has seen' });
});
