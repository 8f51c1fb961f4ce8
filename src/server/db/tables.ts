// What Kysely knows of the tables: made from the schema by "tools/schema.ts --write".

import type { Generated } from 'kysely';

export interface Absences {
  dealershipId: string;
  id: string;
  accountId: string;
  fromOn: string;
  untilOn: string | null;
  substituteId: string | null;
  createdAt: Temporal.Instant;
  createdBy: string;
}

export interface Accounts {
  dealershipId: string;
  id: string;
  authUserId: string;
  name: string;
  mail: string;
  roles: string[];
  language: Generated<string>;
  active: Generated<boolean>;
  createdAt: Temporal.Instant;
  lastSeenAt: Temporal.Instant | null;
  scopeBranches: Generated<string[]>;
  scopeSources: Generated<string[]>;
  mailsOff: Generated<string[]>;
  quietFrom: string | null;
  quietUntil: string | null;
  quietHoldsEm21: Generated<boolean>;
  signature: Generated<string>;
}

export interface Acknowledgements {
  dealershipId: string;
  id: string;
  branchId: string;
  sourceId: string | null;
  spec: unknown;
}

export interface AuthCredentials {
  id: string;
  userId: string;
  accountId: string;
  providerId: string;
  password: string | null;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: Temporal.Instant | null;
  refreshTokenExpiresAt: Temporal.Instant | null;
  scope: string | null;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
}

export interface AuthSessions {
  id: string;
  userId: string;
  token: string;
  expiresAt: Temporal.Instant;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  via: Generated<string>;
}

export interface AuthTwoFactors {
  id: string;
  userId: string;
  secret: string;
  backupCodes: string;
  verified: Generated<boolean>;
  failedVerificationCount: Generated<number>;
  lockedUntil: Temporal.Instant | null;
}

export interface AuthUsedCodes {
  userId: string;
  codeHash: string;
  usedAt: Temporal.Instant;
}

export interface AuthUsers {
  id: string;
  name: string;
  email: string;
  emailVerified: Generated<boolean>;
  image: string | null;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  twoFactorEnabled: Generated<boolean>;
}

export interface AuthVerifications {
  id: string;
  identifier: string;
  value: string;
  expiresAt: Temporal.Instant;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
}

export interface Branches {
  dealershipId: string;
  id: string;
  name: string;
  zone: string;
  state: string;
  region: string | null;
  calendarId: string;
  createdAt: Temporal.Instant;
  signature: Generated<string>;
}

export interface Calendars {
  dealershipId: string;
  id: string;
  branchId: string;
  version: number;
  spec: unknown;
  createdAt: Temporal.Instant;
  createdBy: string | null;
}

export interface Clocks {
  dealershipId: string;
  leadId: string;
  generation: number;
  kind: string;
  startedAt: Temporal.Instant;
  policyId: string;
  calendarId: string;
  dueAt: Temporal.Instant;
  overdueAt: Temporal.Instant | null;
  escalatedAt: Temporal.Instant | null;
  settledAt: Temporal.Instant | null;
  nextDueAt: Temporal.Instant | null;
  appliedAt: Temporal.Instant | null;
  told: Generated<string[]>;
  reminderAt: Temporal.Instant | null;
  em1At: Temporal.Instant | null;
  e2At: Temporal.Instant | null;
  em2At: Temporal.Instant | null;
}

export interface CompanySignIns {
  dealershipId: string;
  name: string;
  issuer: string;
  clientId: string;
  sealedSecret: string | null;
  trustsMail: boolean;
  onlyWay: boolean;
  changedAt: Temporal.Instant;
}

export interface CustomerIdentities {
  dealershipId: string;
  kind: string;
  value: string;
  customerId: string;
  likeness: string | null;
}

export interface CustomerMerges {
  dealershipId: string;
  id: string;
  customerId: string;
  intoId: string;
  mergedAt: Temporal.Instant;
  mergedBy: string | null;
  separatedAt: Temporal.Instant | null;
  separatedBy: string | null;
}

export interface Customers {
  dealershipId: string;
  id: string;
  rootId: string;
  name: string | null;
  nameKey: string | null;
  postcode: string | null;
  createdAt: Temporal.Instant;
}

export interface Dealerships {
  dealershipId: string;
  name: string;
  zone: string;
  example: Generated<boolean>;
  createdAt: Temporal.Instant;
  escalationSettingsId: string;
  monitorSince: Temporal.Instant | null;
  dutiesAt: Generated<Temporal.Instant>;
  secondFactorRoles: Generated<string[]>;
  supportSeesLeads: Generated<boolean>;
  monitorDueAt: Generated<Temporal.Instant>;
  earlyWarning: Generated<string>;
  spamDelivers: Generated<boolean>;
}

export interface DistributionSettings {
  dealershipId: string;
  version: number;
  settings: unknown;
  createdAt: Temporal.Instant;
  createdBy: string | null;
}

export interface DistributionTurns {
  dealershipId: string;
  turnGroup: string;
  accountId: string;
  turn: number;
}

export interface EarlyWarnings {
  dealershipId: string;
  sourceId: string;
  sinceAt: Temporal.Instant;
  noticedAt: Temporal.Instant;
  expected: number;
  chance: number;
  endedAt: Temporal.Instant | null;
}

export interface EngineBeats {
  onlyRow: Generated<boolean>;
  beatenAt: Temporal.Instant;
  pingedAt: Temporal.Instant | null;
}

export interface EscalationLedger {
  dealershipId: string;
  leadId: string;
  generation: number;
  stage: string;
  recipient: string;
  dueAt: Temporal.Instant;
  recordedAt: Temporal.Instant;
  outboxId: string | null;
}

export interface EscalationNotices {
  dealershipId: string;
  leadId: string;
  generation: number;
  stage: string;
  dueAt: Temporal.Instant;
  recordedAt: Temporal.Instant;
  sendAt: Temporal.Instant;
  state: Generated<string>;
}

export interface EscalationSettings {
  dealershipId: string;
  id: string;
  version: number;
  stages: unknown;
  branches: Generated<unknown>;
  sources: Generated<unknown>;
  recommendedOn: string | null;
  createdAt: Temporal.Instant;
  createdBy: string | null;
}

export interface ImportItems {
  dealershipId: string;
  importId: string;
  place: number;
  mediaType: string;
  bytes: Buffer;
  sha256: string;
  state: string;
  class: string | null;
  found: unknown;
  fault: string | null;
  rawMessageId: string | null;
}

export interface ImportPieces {
  dealershipId: string;
  importId: string;
  place: number;
  bytes: Buffer;
}

export interface Imports {
  dealershipId: string;
  id: string;
  sourceId: string;
  fileName: string;
  fileBytes: Generated<number>;
  format: string;
  settled: boolean;
  state: string;
  refusedAs: string | null;
  columns: Generated<unknown>;
  createdAt: Temporal.Instant;
  createdBy: string;
  takenAt: Temporal.Instant | null;
  takenBy: string | null;
}

export interface Installation {
  onlyRow: Generated<boolean>;
  id: string;
  setupCode: string;
  authSecret: string;
  createdAt: Temporal.Instant;
}

export interface Invitations {
  dealershipId: string;
  id: string;
  mail: string;
  name: string;
  roles: string[];
  tokenHash: string;
  createdAt: Temporal.Instant;
  createdBy: string;
  expiresAt: Temporal.Instant;
  acceptedAt: Temporal.Instant | null;
}

export interface LeadAddresses {
  localPart: string;
  dealershipId: string;
  sourceId: string;
}

export interface LeadEvents {
  dealershipId: string;
  leadId: string;
  id: string;
  happenedAt: Temporal.Instant;
  kind: string;
  actorId: string | null;
  data: Generated<unknown>;
}

export interface LeadIdentities {
  dealershipId: string;
  leadId: string;
  kind: string;
  value: string;
}

export interface LeadNumbers {
  dealershipId: string;
  lastNumber: number;
}

export interface Leads {
  dealershipId: string;
  id: string;
  number: number;
  branchId: string;
  sourceId: string;
  rawMessageId: string | null;
  status: string;
  generation: number;
  needsReview: Generated<boolean>;
  customerName: string | null;
  customerMail: string | null;
  customerPhone: string | null;
  vehicle: string | null;
  message: Generated<string>;
  enquiry: unknown;
  messageId: string | null;
  replyToken: string;
  assigneeId: string | null;
  arrivedAt: Temporal.Instant;
  firstHandledAt: Temporal.Instant | null;
  lastAct: string | null;
  lastActAt: Temporal.Instant | null;
  closedAt: Temporal.Instant | null;
  closeOutcome: string | null;
  closeReason: string | null;
  search: Generated<string>;
  mergedInto: string | null;
  unreachableAddress: string | null;
  unreachableReason: string | null;
  unreachableAt: Temporal.Instant | null;
  toDistribute: Generated<boolean>;
  customerId: string | null;
}

export interface MailboxOutages {
  dealershipId: string;
  id: string;
  sourceId: string;
  mailbox: string;
  fromAt: Temporal.Instant;
  untilAt: Temporal.Instant;
}

export interface Mailboxes {
  dealershipId: string;
  id: string;
  sourceId: string;
  host: string;
  port: number;
  security: string;
  username: string;
  folder: string;
  startWith: string;
  auth: string;
  oauth: unknown;
  sealedSecret: string;
  paused: Generated<boolean>;
  revision: Generated<number>;
  createdAt: Temporal.Instant;
  uidValidity: number | null;
  lastUid: Generated<number>;
  seenUid: Generated<number>;
  backlogUid: Generated<number>;
  backlogSince: Temporal.Instant | null;
  leasedBy: string | null;
  leasedUntil: Temporal.Instant | null;
  lookedAt: Temporal.Instant;
  connectedAt: Temporal.Instant | null;
  lastMessageAt: Temporal.Instant | null;
  failures: Generated<number>;
  failingSince: Temporal.Instant | null;
  failure: string | null;
  failureDetail: string | null;
  retryAt: Temporal.Instant;
}

export interface MetaConnections {
  dealershipId: string;
  sourceId: string;
  pageIds: string[];
  sealedSecret: string;
  retryAt: Temporal.Instant;
  fetchedAt: Temporal.Instant | null;
  failures: Generated<number>;
  failingSince: Temporal.Instant | null;
  failure: string | null;
  failureDetail: string | null;
}

export interface MetaLeads {
  dealershipId: string;
  sourceId: string;
  leadgenId: string;
  rawMessageId: string;
  tries: Generated<number>;
  nextTryAt: Temporal.Instant | null;
  goneAt: Temporal.Instant;
  fetchedAt: Temporal.Instant | null;
}

export interface MonitorFindings {
  dealershipId: string;
  fridayOn: string;
  sourceId: string;
  verdict: string;
  limitDays: number;
  lastLeadAt: Temporal.Instant | null;
  sinceAt: Temporal.Instant;
  silentDays: number;
  week: number;
  recovered: boolean;
}

export interface MonitorRuns {
  dealershipId: string;
  fridayOn: string;
  cutoffAt: Temporal.Instant;
  ranAt: Temporal.Instant;
  outcome: string;
}

export interface Operators {
  authUserId: string;
  createdAt: Temporal.Instant;
  language: Generated<string>;
}

export interface Outbox {
  dealershipId: string;
  id: string;
  kind: string;
  accountId: string | null;
  leadId: string | null;
  toName: string;
  toAddress: string;
  fromName: string | null;
  fromAddress: string | null;
  subject: string | null;
  textBody: string | null;
  htmlBody: string | null;
  inReplyTo: string | null;
  messageId: string;
  state: Generated<string>;
  attempts: Generated<number>;
  nextAt: Temporal.Instant | null;
  lastAnswer: string | null;
  createdAt: Temporal.Instant;
  sentAt: Temporal.Instant | null;
  attemptsBefore: Generated<number>;
  dismissedAt: Temporal.Instant | null;
  dismissedBy: string | null;
  referenceIds: Generated<string[]>;
}

export interface OutboxAttachments {
  dealershipId: string;
  outboxId: string;
  position: number;
  name: string;
  mediaType: string;
  content: Buffer;
}

export interface OutboxAttempts {
  dealershipId: string;
  outboxId: string;
  attempt: number;
  startedAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
  result: string | null;
  answer: string | null;
}

export interface OutboxLeads {
  dealershipId: string;
  outboxId: string;
  leadId: string;
  generation: number;
  stage: string;
  dueAt: Temporal.Instant;
  late: boolean;
  toldAs: string;
  insteadOf: Generated<string[]>;
}

export interface PasswordResets {
  authUserId: string;
  tokenHash: string;
  expiresAt: Temporal.Instant;
}

export interface Policies {
  dealershipId: string;
  id: string;
  stages: unknown;
}

export interface RawMessages {
  dealershipId: string;
  id: string;
  channel: string;
  sourceId: string | null;
  replyLeadId: string | null;
  envelopeFrom: string;
  envelopeTo: string;
  peer: string;
  bytes: Buffer;
  sha256: string;
  receivedAt: Temporal.Instant;
  readState: Generated<string>;
  readAttempts: Generated<number>;
  nextReadAt: Temporal.Instant | null;
  readAt: Temporal.Instant | null;
  class: string | null;
  readError: string | null;
  mediaType: Generated<string>;
  senderName: Generated<string>;
  senderAddress: Generated<string>;
  subject: Generated<string>;
  classReason: Generated<unknown>;
  classFound: string | null;
  classSetBy: string | null;
  classSetAt: Temporal.Instant | null;
  peerName: Generated<string>;
  senderVerdict: unknown;
  senderDueAt: Temporal.Instant | null;
  senderAttempts: Generated<number>;
  settled: Generated<boolean>;
}

export interface ReceivedKeys {
  dealershipId: string;
  sourceId: string;
  key: string;
  rawMessageId: string;
}

export interface RefusedCalls {
  dealershipId: string;
  sourceId: string;
  code: string;
  detail: string;
  count: number;
  lastAt: Temporal.Instant;
}

export interface RereadingLeads {
  dealershipId: string;
  rereadingId: string;
  leadId: string;
  differences: unknown;
  appliedAt: Temporal.Instant | null;
  chosen: Generated<boolean>;
}

export interface Rereadings {
  dealershipId: string;
  id: string;
  sourceId: string;
  sinceAt: Temporal.Instant;
  state: string;
  total: number;
  done: Generated<number>;
  failed: Generated<number>;
  afterId: string | null;
  createdAt: Temporal.Instant;
  createdBy: string;
  appliedAt: Temporal.Instant | null;
  appliedBy: string | null;
}

export interface SettingChanges {
  dealershipId: string;
  id: string;
  changedAt: Temporal.Instant;
  changedBy: string | null;
  subject: string;
  old: unknown;
  new: unknown;
}

export interface SourceChecks {
  dealershipId: string;
  sourceId: string;
  step: string;
  checkedAt: Temporal.Instant;
  checkedBy: string | null;
}

export interface SourceForms {
  dealershipId: string;
  sourceId: string;
  token: string;
  active: boolean;
  fields: unknown;
  consentText: string;
  consentVersion: number;
}

export interface SourceSecrets {
  dealershipId: string;
  sourceId: string;
  id: string;
  hash: string;
  hint: string;
  madeAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant | null;
}

export interface Sources {
  dealershipId: string;
  id: string;
  branchId: string;
  kind: string;
  name: string;
  silenceLimitDays: number;
  active: Generated<boolean>;
  createdAt: Temporal.Instant;
  monitored: Generated<boolean>;
  activeSince: Temporal.Instant;
  monitorChangedAt: Temporal.Instant | null;
  seenUntilOn: string | null;
  pausedUntilOn: string | null;
  archivedAt: Temporal.Instant | null;
}

export interface Standstills {
  fromAt: Temporal.Instant;
  untilAt: Temporal.Instant;
}

export interface SupportVisits {
  dealershipId: string;
  id: string;
  operatorId: string;
  operatorName: string;
  reason: string;
  enteredAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

export interface TextBlocks {
  dealershipId: string;
  id: string;
  ownerId: string | null;
  name: string;
  text: string;
  createdAt: Temporal.Instant;
}

export interface ThreadMarks {
  dealershipId: string;
  mark: string;
  leadId: string;
  markedAt: Temporal.Instant;
}

export interface UnfetchedMails {
  dealershipId: string;
  mailboxId: string;
  uidValidity: number;
  uid: number;
  tries: number;
  standInId: string | null;
  nextTryAt: Temporal.Instant | null;
}

export interface Database {
  absences: Absences;
  accounts: Accounts;
  acknowledgements: Acknowledgements;
  authCredentials: AuthCredentials;
  authSessions: AuthSessions;
  authTwoFactors: AuthTwoFactors;
  authUsedCodes: AuthUsedCodes;
  authUsers: AuthUsers;
  authVerifications: AuthVerifications;
  branches: Branches;
  calendars: Calendars;
  clocks: Clocks;
  companySignIns: CompanySignIns;
  customerIdentities: CustomerIdentities;
  customerMerges: CustomerMerges;
  customers: Customers;
  dealerships: Dealerships;
  distributionSettings: DistributionSettings;
  distributionTurns: DistributionTurns;
  earlyWarnings: EarlyWarnings;
  engineBeats: EngineBeats;
  escalationLedger: EscalationLedger;
  escalationNotices: EscalationNotices;
  escalationSettings: EscalationSettings;
  importItems: ImportItems;
  importPieces: ImportPieces;
  imports: Imports;
  installation: Installation;
  invitations: Invitations;
  leadAddresses: LeadAddresses;
  leadEvents: LeadEvents;
  leadIdentities: LeadIdentities;
  leadNumbers: LeadNumbers;
  leads: Leads;
  mailboxOutages: MailboxOutages;
  mailboxes: Mailboxes;
  metaConnections: MetaConnections;
  metaLeads: MetaLeads;
  monitorFindings: MonitorFindings;
  monitorRuns: MonitorRuns;
  operators: Operators;
  outbox: Outbox;
  outboxAttachments: OutboxAttachments;
  outboxAttempts: OutboxAttempts;
  outboxLeads: OutboxLeads;
  passwordResets: PasswordResets;
  policies: Policies;
  rawMessages: RawMessages;
  receivedKeys: ReceivedKeys;
  refusedCalls: RefusedCalls;
  rereadingLeads: RereadingLeads;
  rereadings: Rereadings;
  settingChanges: SettingChanges;
  sourceChecks: SourceChecks;
  sourceForms: SourceForms;
  sourceSecrets: SourceSecrets;
  sources: Sources;
  standstills: Standstills;
  supportVisits: SupportVisits;
  textBlocks: TextBlocks;
  threadMarks: ThreadMarks;
  unfetchedMails: UnfetchedMails;
}
