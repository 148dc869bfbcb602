/**
 * Breaks of the invariants' own stage. None of our contracts can move LINK: they hold none and are allowed none, the
 * router's books are production code. That the laws about LINK can turn red is seen by letting some go astray here.
 */
import { INVARIANTS, type Mutation } from "./mutation.ts";

const DON = { file: "test/invariant/Don.sol", guardedBy: INVARIANTS };
const TRANSMIT = "COORDINATOR.transmit(context, report, rs, ss, bytes32(vs));";

export const STAGE_MUTATIONS: readonly Mutation[] = [
  {
    ...DON,
    name: "LINK goes astray with an answer",
    find: TRANSMIT,
    replace: `${TRANSMIT} LINK.transfer(TRANSMITTER, 1);`,
    law: "no LINK comes or goes",
  },
  {
    ...DON,
    name: "LINK reaches the router past its books",
    find: TRANSMIT,
    replace: `${TRANSMIT} LINK.transfer(address(ROUTER), 1);`,
    law: "the router's books equal its LINK",
  },
];
