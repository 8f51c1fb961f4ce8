import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig, readDemoConfig } from './config.ts';

test('every wrong setting is named at once, and passwords are not', () => {
  const env = {
    LEADWACHT_HTTP_PORT: '70000',
    LEADWACHT_SMTP_RELAY: 'mailto://anna:geheim@mail.example',
    LEADWACHT_SMTP_RELAY_RATE: '0',
    LEADWACHT_SMTP_PEER_RATE: 'many',
    LEADWACHT_SMTP_TRUSTED: '10.0.0.0/8, 10.0.0.0/33, intern, ::1/129',
    LEADWACHT_HEARTBEAT_URL: 'ping.example',
  };
  assert.throws(
    () => readConfig(env),
    (error) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(error.problems, [
        'LEADWACHT_HTTP_PORT=70000 is not a port (0 to 65535).',
        'LEADWACHT_SMTP_RELAY=mailto://anna:…@mail.example is not an address like smtp://host:port.',
        'LEADWACHT_SMTP_RELAY_RATE=0 is not a number of mails a minute (1 to 60000).',
        'LEADWACHT_HEARTBEAT_URL=ping.example is not an address like https://host:port.',
        'LEADWACHT_SMTP_PEER_RATE=many is not a number of mails a minute (1 to 60000).',
        'LEADWACHT_SMTP_TRUSTED: 10.0.0.0/33 is neither an IP address nor a network like 10.0.0.0/8.',
        'LEADWACHT_SMTP_TRUSTED: intern is neither an IP address nor a network like 10.0.0.0/8.',
        'LEADWACHT_SMTP_TRUSTED: ::1/129 is neither an IP address nor a network like 10.0.0.0/8.',
      ]);
      return true;
    },
  );
});

test('the relay takes 120 mails a minute unless told otherwise, and nobody outside is told of the engine', () => {
  const { smtpRelayRate, heartbeatUrl } = readConfig({});
  assert.deepEqual([smtpRelayRate, heartbeatUrl], [120, null]);
  assert.equal(readConfig({ LEADWACHT_SMTP_RELAY_RATE: ' 30 ' }).smtpRelayRate, 30);
});

test('the demo tells nobody outside, whatever the environment says', () => {
  const env = {
    LEADWACHT_HEARTBEAT_URL: 'https://ping.example/1',
    LEADWACHT_SMTP_RELAY: 'smtp://mail.example',
  };
  const { heartbeatUrl, smtpRelay } = readDemoConfig(env);
  assert.deepEqual([heartbeatUrl, smtpRelay], [null, null]);
});
