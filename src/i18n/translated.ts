/** The same keys as the German texts, each with a text: a missing or superfluous key is a type error. */
export type Translated<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translated<Texts[Key]>;
};
