/** Whether two numbers differ by so little. Chai's `closeTo` takes no fractions once Hardhat's matchers are loaded. */
export const isNear = (value: number, expected: number, by: number): boolean => Math.abs(value - expected) <= by;
