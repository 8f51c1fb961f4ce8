import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOne } from '../mail.fixtures.ts';

const leadOf = (code: string) => `<?xml version="1.0" encoding="UTF-8"?>
<s:ProcessSalesLead xmlns:s="http://www.starstandard.org/STAR/5" releaseID="5.13.4">
 <s:ApplicationArea><s:Sender><s:CreatorNameCode>Portal</s:CreatorNameCode></s:Sender><s:CreationDateTime>2026-11-20T09:00:00Z</s:CreationDateTime></s:ApplicationArea>
 <s:ProcessSalesLeadDataArea><s:SalesLead><s:SalesLeadHeader>
  <s:DocumentDateTime>2026-11-20T09:16:00Z</s:DocumentDateTime>
  <s:DocumentIdentificationGroup><s:DocumentIdentification><s:DocumentID>L-88</s:DocumentID></s:DocumentIdentification></s:DocumentIdentificationGroup>
  <s:PurchaseEarliestDate>2026-12-01</s:PurchaseEarliestDate>
  <s:LeadInterestCode>${code}</s:LeadInterestCode><s:LeadTypeCode>I</s:LeadTypeCode>
  <s:CustomerComments>Ist er noch da?</s:CustomerComments>
  <s:CustomerProspect><s:ProspectParty><s:SpecifiedPerson>
    <s:GivenName>Anna</s:GivenName><s:FamilyName>Müller</s:FamilyName>
    <s:ResidenceAddress><s:LineOne>Weg 5</s:LineOne><s:CityName>München</s:CityName><s:CountryID>DE</s:CountryID><s:Postcode>80331</s:Postcode></s:ResidenceAddress>
    <s:TelephoneCommunication><s:ChannelCode>Cell Phone</s:ChannelCode><s:CompleteNumber>0171 1234567</s:CompleteNumber></s:TelephoneCommunication>
    <s:URICommunication><s:URIID>anna@example.org</s:URIID><s:ChannelCode>Email</s:ChannelCode></s:URICommunication>
  </s:SpecifiedPerson></s:ProspectParty></s:CustomerProspect>
  <s:ReceivingDealerParty><s:PartyID>D-5</s:PartyID></s:ReceivingDealerParty>
  <s:ProviderParty><s:SpecifiedOrganization><s:CompanyName>Portal AG</s:CompanyName></s:SpecifiedOrganization></s:ProviderParty>
  <s:LeadCreationDateTime>2026-11-20T09:15:00Z</s:LeadCreationDateTime>
 </s:SalesLeadHeader>
 <s:SalesLeadLineItem><s:SalesLeadVehicleLineItem><s:SalesLeadVehicle><s:Model>Golf</s:Model><s:ModelYear>2021</s:ModelYear><s:MakeString>VW</s:MakeString><s:SaleClassCode>Used</s:SaleClassCode><s:Mystery>7</s:Mystery></s:SalesLeadVehicle></s:SalesLeadVehicleLineItem></s:SalesLeadLineItem>
 </s:SalesLead></s:ProcessSalesLeadDataArea>
</s:ProcessSalesLead>

First name: Anna
Phone: 030 999999`;

test('STAR SalesLead: the document is read, the text repeated below it is not', () => {
  const { parse, ...fields } = readOne({ text: leadOf('L') });
  assert.deepEqual(fields, {
    schema: 1,
    submittedAt: '2026-11-20T09:15:00Z',
    kind: 'leasing',
    source: {
      key: 'homepage',
      channel: 'email',
      leadAddress: 'homepage@leads.autohaus.example',
      provider: 'Portal AG',
    },
    external: { ids: [], leadId: 'L-88', dealerNumber: 'D-5' },
    customer: {
      type: 'unknown',
      first: 'Anna',
      last: 'Müller',
      emails: [{ address: 'anna@example.org', relay: false, preferred: false }],
      phones: [
        { raw: '0171 1234567', e164: '+491711234567', type: 'mobile', preferred: false, masked: false },
      ],
      address: { lines: ['Weg 5'], postalCode: '80331', city: 'München', country: 'DE' },
    },
    vehicles: [
      {
        role: 'wanted',
        make: 'VW',
        model: 'Golf',
        modelYear: 2021,
        condition: 'used',
        interest: 'lease',
      },
    ],
    message: { text: 'Ist er noch da?', fullText: 'Ist er noch da?', quotedRemoved: false },
    wish: { timeframe: { earliest: '2026-12-01' }, payment: 'lease' },
    consent: { source: 'none' },
    attachments: [],
    extra: [
      { key: 'processsalesleaddataarea/saleslead/salesleadheader/leadtypecode', value: 'I' },
      {
        key: 'processsalesleaddataarea/saleslead/salesleadlineitem/salesleadvehiclelineitem/salesleadvehicle/mystery',
        value: '7',
      },
    ],
  });
  assert.deepEqual([parse.reader, parse.status, parse.warnings], ['star-sales-lead', 'ok', []]);
  assert.equal(parse.fields['customer.phones.0']?.path, 'CustomerProspect/TelephoneCommunication');
});

test('STAR SalesLead: a car the customer wants to give', () => {
  const { kind, wish, vehicles } = readOne({ text: leadOf('T') });
  assert.equal(kind, 'trade_in');
  assert.equal(wish.tradeIn, true);
  assert.deepEqual(
    vehicles.map(({ role, interest, model }) => [role, interest, model]),
    [['trade_in', 'trade-in', 'Golf']],
  );
});
