import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOne } from '../mail.fixtures.ts';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<dealerdeskLead>
  <generalInformation><type>OPPORTUNITY</type><dealerid>D-5</dealerid><channel>WEBSITE</channel><urgency>HIGH</urgency>
    <preferredContactMethod>PHONE</preferredContactMethod><earliestContactTime>17:00</earliestContactTime><latestContactTime>19:00</latestContactTime>
    <externalReference>X-1</externalReference></generalInformation>
  <contact><type>BUSINESS</type><salutation>MRS</salutation><firstname>Anna</firstname><lastname>Müller</lastname><company>Muster GmbH</company>
    <address><street>Weg 5</street><zip>80331</zip><city>München</city><country>DE</country></address>
    <phone>0171 1234567</phone><email>anna@example.org</email></contact>
  <contactVehicle><make>Opel</make><model>Corsa</model><mileage>98000</mileage><power>66</power><priceSuggestion>3500</priceSuggestion></contactVehicle>
  <requestedVehicle><internalId>G-17</internalId><link>https://www.autohaus.example/golf</link><make>VW</make><model>Golf</model>
    <usageType>PRE_REGISTRATION</usageType><price>12990</price><fuel>Benzin</fuel><power>110</power></requestedVehicle>
  <acquisition><tradeInRequested>1</tradeInRequested><deliveryRequested>0</deliveryRequested><testdriveRequested>1</testdriveRequested>
    <preferredTimeOfTestdrive>2026-11-28T10:00:00</preferredTimeOfTestdrive><counterOffer>12000</counterOffer>
    <acquisitionType>LEASE</acquisitionType><paybackPeriodMonths>36</paybackPeriodMonths><totalMileage>45000</totalMileage>
    <firstInstallment>2000</firstInstallment><monthlyInstallment>199.50</monthlyInstallment></acquisition>
  <link>https://www.autohaus.example/kampagne</link>
</dealerdeskLead>`;

test('dealerdesk: contact, both vehicles and what is wished', () => {
  const { parse, ...fields } = readOne({ text: XML });
  assert.deepEqual(fields, {
    schema: 1,
    kind: 'leasing',
    source: { key: 'homepage', channel: 'email', leadAddress: 'homepage@leads.autohaus.example' },
    external: { ids: [], dealerNumber: 'D-5', leadId: 'X-1' },
    customer: {
      type: 'business',
      salutation: 'ms',
      first: 'Anna',
      last: 'Müller',
      company: 'Muster GmbH',
      emails: [{ address: 'anna@example.org', relay: false, preferred: false }],
      phones: [
        { raw: '0171 1234567', e164: '+491711234567', type: 'mobile', preferred: false, masked: false },
      ],
      address: { lines: ['Weg 5'], postalCode: '80331', city: 'München', country: 'DE' },
    },
    vehicles: [
      {
        role: 'wanted',
        internalNumber: 'G-17',
        listingUrl: 'https://www.autohaus.example/golf',
        make: 'VW',
        model: 'Golf',
        condition: 'pre_registered',
        price: { amount: '12990' },
        fuel: 'Benzin',
        powerKw: 110,
      },
      {
        role: 'trade_in',
        make: 'Opel',
        model: 'Corsa',
        mileage: { value: 98000, unit: 'km' },
        price: { amount: '3500' },
        powerKw: 66,
      },
    ],
    wish: {
      preferredContact: 'phone',
      callback: { from: '17:00', to: '19:00' },
      testDrive: { at: '2026-11-28T10:00:00' },
      tradeIn: true,
      delivery: false,
      payment: 'lease',
      counterOffer: '12000',
      finance: { months: 36, downPayment: '2000', monthly: '199.50' },
    },
    consent: { source: 'none' },
    attachments: [],
    extra: [
      { key: 'generalinformation/type', value: 'OPPORTUNITY' },
      { key: 'generalinformation/channel', value: 'WEBSITE' },
      { key: 'generalinformation/urgency', value: 'HIGH' },
      { key: 'acquisition/totalmileage', value: '45000' },
      { key: 'link', value: 'https://www.autohaus.example/kampagne' },
    ],
  });
  assert.deepEqual([parse.reader, parse.status, parse.warnings], ['dealerdesk', 'ok', []]);
  assert.equal(parse.fields['vehicles.1.price']?.path, 'contactVehicle/pricesuggestion');
});

test('dealerdesk: salutations and usage types of its own', () => {
  const salutationOf = (code: string) => readOne({ text: XML.replace('MRS', code) }).customer.salutation;
  assert.deepEqual(['MR', 'MS', 'FAMILY', 'MARRIED_COUPLE', 'MR_AND_MRS'].map(salutationOf), [
    'mr',
    'ms',
    'family',
    'couple',
    'couple',
  ]);
  const conditionOf = (code: string) =>
    readOne({ text: XML.replace('PRE_REGISTRATION', code) }).vehicles[0]?.condition;
  assert.deepEqual(['NEW', 'USED', 'EMPLOYEES_CAR', 'CLASSIC', 'DEMONSTRATION'].map(conditionOf), [
    'new',
    'used',
    'employee',
    'classic',
    'demo',
  ]);
});

test('dealerdesk: everything is optional', () => {
  const { parse } = readOne({ text: '<dealerdeskLead/>' });
  assert.deepEqual([parse.reader, parse.status], ['dealerdesk', 'partial']);
});
