import { isObject, type JsonObject, textOf } from './json-fields.ts';

/** One lead Meta tells of: ids, and all that stood with them. */
export interface MetaNotice {
  readonly leadgenId: string;
  readonly pageId: string;
  readonly document: JsonObject;
}

/** The leads a webhook's body tells of; what else a page may tell, and what is no notification, holds none. */
export const leadsIn = (body: JsonObject): readonly MetaNotice[] =>
  listOf(body['entry'])
    .flatMap((entry) => listOf(entry['changes']))
    .flatMap(({ field, value }) => (field === 'leadgen' && isObject(value) ? noticeOf(value) : []));

const listOf = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter((one) => isObject(one)) : [];

const ID = /^\d{1,40}$/;

const noticeOf = (value: JsonObject): MetaNotice[] => {
  const [leadgenId, pageId] = [textOf(value['leadgen_id']) ?? '', textOf(value['page_id']) ?? ''];
  return ID.test(leadgenId) ? [{ leadgenId, pageId, document: { ...value, leadgen_id: leadgenId } }] : [];
};
