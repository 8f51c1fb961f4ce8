/** What a reader was chosen by (`Evidence.reason`), taken apart so that it can be said in a person's language. */
export type Recognition =
  /** A document of that format stood in a part of the message; `where` is an attachment's name or `text`, `html`. */
  | { readonly by: 'document'; readonly what: string; readonly where: string }
  | { readonly by: 'sender'; readonly what: string }
  | { readonly by: 'header'; readonly what: string }
  | { readonly by: 'footer'; readonly what: string }
  | { readonly by: 'labels'; readonly count: number }
  /** JSON came, with a member that only one format has, or any. */
  | { readonly by: 'member'; readonly what: string }
  | { readonly by: 'json'; readonly what: string }
  /** In the reader's own words. */
  | { readonly by: 'other'; readonly what: string };

/** Reads a reader's reason: "ADF in lead.xml", "from: <address>", "footer of <address>", "7 labels", "x-header". */
export const recognitionOf = (reason: string): Recognition => {
  const labels = /^(\d+) labels$/.exec(reason);
  if (labels) return { by: 'labels', count: Number(labels[1]) };
  const footer = /^footer of (.+)$/.exec(reason);
  if (footer?.[1]) return { by: 'footer', what: footer[1] };
  const sender = /^from: ([^,]+)/.exec(reason);
  if (sender?.[1]) return { by: 'sender', what: sender[1] };
  if (/^x-[\w-]+$/i.test(reason)) return { by: 'header', what: reason };
  const json = /^a JSON object(?: with "(.+)")?$/.exec(reason);
  if (json) return json[1] ? { by: 'member', what: json[1] } : { by: 'json', what: 'JSON' };
  const document = /^(\S.{0,60}?) in (.+)$/.exec(reason);
  if (document?.[1] && document[2]) return { by: 'document', what: document[1], where: document[2] };
  return { by: 'other', what: reason };
};
