const TAG =
  /<(?:script|iframe|object|embed|form|input|button|style|link|meta|base|svg|math|img|video)\b[^<>]*>?/i;
const ATTRIBUTE = /<[^<>]*\s(?:on\w+|src|background|poster|action)\s*=[^<>]*>?/i;
const ADDRESS = /\b(?:href|style)="[^"]*(?:javascript:|vbscript:|data:|url\()[^"]*"/i;

/** The first thing in cleaned HTML that must not be there, or null. Inside attribute values anything is only text. */
export const unsafeIn = (html: string): string | null => {
  const bare = html.replaceAll(/="[^"]*"/g, '=""');
  return (TAG.exec(bare) ?? ATTRIBUTE.exec(bare) ?? ADDRESS.exec(html))?.[0].slice(0, 200) ?? null;
};
