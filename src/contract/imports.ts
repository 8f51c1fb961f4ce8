import { z } from 'zod';
import { IMPORT_FAULTS, IMPORT_FORMATS, ROW_FAULTS } from '../domain/intake/import-file.ts';
import { MESSAGE_CLASSES } from '../domain/intake/message-class.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

export const MOST_IMPORT_BYTES = 100_000_000;

/** `read`: all of it can be looked at, nothing is taken yet. */
const IMPORT_STATES = ['splitting', 'refused', 'reading', 'read', 'taking', 'taken', 'dropped'] as const;

/** Whether enquiries wait for an answer from now on, or were settled before and are only to be looked up. */
const IMPORTED_AS = ['new', 'settled'] as const;

const count = z.number().int();

const imported = z.object({
  id,
  fileName: z.string(),
  fileBytes: count,
  format: z.enum(IMPORT_FORMATS),
  as: z.enum(IMPORTED_AS),
  sourceId: id,
  source: z.string(),
  state: z.enum(IMPORT_STATES),
  /** Why the file cannot be brought in, where it was refused. */
  fault: z.enum(IMPORT_FAULTS).nullable(),
  /** Mails or rows found in it, and how many of them have been looked at. */
  total: count,
  read: count,
  /** There already, from an earlier import or another way in. */
  known: count,
  unreadable: count,
  /** What will be taken over, or has been. */
  fresh: count,
  taken: count,
  createdAt: instant,
  createdBy: z.string(),
});
export type Import = z.infer<typeof imported>;

/** A mail or row as its first enquiry was read. */
const importedItem = z.object({
  /** Number of the mail, or line of the row. */
  place: count,
  known: z.boolean(),
  class: z.enum(MESSAGE_CLASSES).nullable(),
  customer: z.string().nullable(),
  mail: z.string().nullable(),
  phone: z.string().nullable(),
  vehicle: z.string().nullable(),
  message: z.string(),
  writtenAt: instant.nullable(),
  needsReview: z.boolean(),
  /** The lead it became or was there as; null when none did. */
  lead: z.object({ id, number: count }).nullable(),
});
export type ImportedItem = z.infer<typeof importedItem>;

const DESK = ['controller', 'admin'] as const;

export const startImport = endpoint({
  method: 'POST',
  path: '/api/imports',
  who: DESK,
  summary:
    'Hand in an .eml, mbox or CSV file as application/octet-stream; it is kept, then read, and nothing is taken over yet.',
  query: z.object({
    sourceId: id,
    fileName: z.string().trim().min(1).max(200),
    as: z.enum(IMPORTED_AS).default('new'),
  }),
  body: z.unknown(),
  output: z.object({ id }),
  takesFile: true,
});

export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports',
  who: DESK,
  summary: 'Files brought in, newest first, with their progress.',
  output: z.object({ items: z.array(imported) }),
});

export const getImport = endpoint({
  method: 'GET',
  path: '/api/imports/:id',
  who: DESK,
  summary:
    'One file: what was found in it, what is there already, what cannot be read, and what became of it.',
  params: idParams,
  output: imported.extend({
    /** Of what will be taken over, or has been; `waiting` is not read yet. */
    classes: z.array(z.object({ class: z.enum(MESSAGE_CLASSES), count })),
    /** Of a table; the values of unknown ones are kept as further details. */
    columns: z.array(z.object({ label: z.string(), isKnown: z.boolean() })),
    /** The beginning of it. */
    items: z.array(importedItem),
    /** The first of those that stay behind. */
    faults: z.array(z.object({ place: count, fault: z.enum(ROW_FAULTS), text: z.string() })),
  }),
});

export const takeImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/take',
  who: DESK,
  summary: 'Take over what is not there yet.',
  params: idParams,
  output: done,
});

export const dropImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/drop',
  who: DESK,
  summary: 'Forget the file; nothing of it was taken over.',
  params: idParams,
  output: done,
});
