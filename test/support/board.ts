/** Boards begin with the verdict. */
const VERDICT = /^(?:On track|At risk|Late|Finished|No milestones yet|Closed): /;

export function isBoard({ text }: { readonly text: string }): boolean {
  return VERDICT.test(text);
}
