/**
 * A stranger's text as a quotation in a question to an AI: at most 80 letters, marks, digits and plain punctuation, which
 * is as long as titles of Hacker News may be, in Unicode's compatible form (NFKC); empty for null.
 *
 * What is invisible (default ignorable: zero-width, bidi, tags, variation selectors) is dropped, so that it hides
 * nothing. Whatever else could pass for an end of the quotation, for markup, a template or an escape becomes a space, and so
 * does an HTML entity: never the sign that it names.
 */
export const quote = (text: string | null): string =>
  /.{0,80}/u.exec(
    (text ?? "")
      .normalize("NFKC")
      .replace(/\p{DI}/gu, "")
      .replace(/(&#?\w+;|[^\p{L}\p{M}\p{N}.,:!?'%+-])+/gu, " "),
  )![0];
