/** What a figure is held to: design section 13. */

/** A figure must not be above `most`, or not below `least`. */
export type Bar = { readonly most: number } | { readonly least: number };

const BARS: readonly (readonly [name: RegExp, bar: Bar])[] = [
  [/^request\.gas\.5120$/, { most: 310_000 }],
  [/^request\.gas\.6000$/, { most: 325_000 }],
  [/^callback\.gas\.hold$/, { most: 60_000 }],
  [/^callback\.gas\.evolve$/, { most: 150_000 }],
  [/^callback\.gas\.worst$/, { most: 200_000 }],
  [/^bundle\.bytes\.[^.]+$/, { most: 6_000 }],
  [/^tokenURI\.gas\.max$/, { most: 700_000 }],
  [/^tokenURI\.bytes\.max$/, { most: 8_192 }],
  [/^contract\.bytes\.max$/, { most: 22_000 }],
  [/^rounds\.ratioToToolkit$/, { least: 10 }],
  [/^daily1461\.seconds$/, { most: 180 }],
];

/** The bar of a figure, or undefined for one that is only there to compare with. */
export function barOf(name: string): Bar | undefined {
  return BARS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Whether a figure keeps its bar; one without a bar does. */
export function holds(name: string, figure: number): boolean {
  const bar = barOf(name);
  if (bar === undefined) return true;
  return "most" in bar ? figure <= bar.most : figure >= bar.least;
}
